using System;
using System.Collections.Generic;

namespace ResNetGen.Inference;

/// <summary>
/// A network for inference, as one flat list of steps over few buffers: norms are in the weights of the layers before them, activations and sums are done
/// before a number is written. The compiler writes it with each network's class.
/// </summary>
public sealed class InferenceProgram
{
    /// <summary>A program.</summary>
    /// <param name="buffers">How many numbered buffers there are.</param>
    /// <param name="survival">The probability by which a unit's residual counts, of its number from 1; null without stochastic depth.</param>
    /// <param name="parts">The parts, in the order in which they are computed.</param>
    public InferenceProgram(int buffers, Func<int, double>? survival, params ProgramPart[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        Buffers = buffers;
        Survival = survival;
        Parts = parts;
    }

    /// <summary>How many numbered buffers there are.</summary>
    public int Buffers { get; }

    /// <summary>The probability by which a unit's residual counts, of its number from 1; null without stochastic depth.</summary>
    public Func<int, double>? Survival { get; }

    /// <summary>The parts, in the order in which they are computed.</summary>
    public IReadOnlyList<ProgramPart> Parts { get; }
}
