using System;
using System.Collections.Generic;
using ResNetGen.Inference.Steps;

namespace ResNetGen.Inference;

/// <summary>Steps that are done once or more in a row, each time with the next layers: stem, equal units, head.</summary>
/// <remarks>
/// It finds what it takes in buffer 0 and leaves what it gives in <see cref="Output"/>. Between two parts, and between two times, these two change
/// places: what one gives is buffer 0 of the next.
/// </remarks>
public sealed class ProgramPart
{
    /// <summary>A part of a program.</summary>
    /// <param name="name">What it is: <c>layer1</c>.</param>
    /// <param name="firstLayer">The place of its first layer among all layers with weights, in the order of the state_dict.</param>
    /// <param name="layers">The keys of its layers within the part, in that order, with a space between: <c>conv1 bn1 conv2 bn2</c>.</param>
    /// <param name="times">How many times in a row.</param>
    /// <param name="output">The buffer of what it gives.</param>
    /// <param name="steps">The steps.</param>
    public ProgramPart(string name, int firstLayer, string layers, int times, int output, params Step[] steps)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(steps);
        Name = name;
        FirstLayer = firstLayer;
        Layers = layers.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Times = times;
        Output = output;
        Steps = steps;
    }

    /// <summary>What it is.</summary>
    public string Name { get; }

    /// <summary>The place of its first layer among all layers with weights, in the order of the state_dict.</summary>
    public int FirstLayer { get; }

    /// <summary>The keys of its layers within the part, in that order.</summary>
    public IReadOnlyList<string> Layers { get; }

    /// <summary>How many times in a row.</summary>
    public int Times { get; }

    /// <summary>The buffer of what it gives.</summary>
    public int Output { get; }

    /// <summary>The steps.</summary>
    public IReadOnlyList<Step> Steps { get; }

    /// <summary>The number of its first unit in the network, from 1, where units count by their number; else 0.</summary>
    public int FirstUnit { get; init; }
}
