using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Fusing;

/// <summary>
/// A network for inference, as one flat list of steps over few buffers: norms are in the weights of the layers before them, activations and sums are done
/// before a number is written.
/// </summary>
/// <param name="Input">The shape of one image.</param>
/// <param name="Parts">The parts, in the order in which they are computed.</param>
/// <param name="BufferLengths">How many numbers each buffer holds for one image; the last is <see cref="Buffers.Kept"/>, where <paramref name="HasKept"/>.</param>
/// <param name="HasKept">Whether something passes a whole stage by.</param>
public sealed record InferenceProgram(Shape Input, EquatableArray<FusedPart> Parts, EquatableArray<long> BufferLengths, bool HasKept)
{
    /// <summary>How many steps an image goes through.</summary>
    public long Steps => Parts.Sum(part => (long)part.Times * part.Steps.Count);

    /// <summary>How many numbers all buffers hold for one image.</summary>
    public long BufferLength => BufferLengths.Aggregate(0L, Count.Sum);

    /// <summary>The program of a network.</summary>
    public static InferenceProgram Of(NetworkPlan plan)
    {
        var parts = ProgramFuser.Parts(plan).ToEquatableArray();
        var hasKept = parts.Any(part => part.Steps.Any(step => step.To == Buffers.Kept));
        return new InferenceProgram(plan.Input, parts, LengthsOf(parts, hasKept), hasKept);
    }

    /// <summary>Follows which buffer is which: two change places behind each time of a part. Its cost grows with depth where they do.</summary>
    private static EquatableArray<long> LengthsOf(EquatableArray<FusedPart> parts, bool hasKept)
    {
        var lengths = new List<long>();
        var kept = 0L;
        var places = new List<int>();
        foreach (var part in parts)
        {
            // Twice shows every buffer that any number of times writes to: the first two change places and change back.
            for (var time = 0; time < Math.Min(part.Times, part.Output == 0 ? 1 : 2 + (part.Times % 2)); time++)
            {
                foreach (var step in part.Steps)
                {
                    var length = Count.Product(step.Output.Channels, step.Output.Positions);
                    if (step.To == Buffers.Kept)
                    {
                        kept = Math.Max(kept, length);
                        continue;
                    }

                    while (places.Count <= step.To)
                    {
                        places.Add(places.Count);
                        lengths.Add(0);
                    }

                    lengths[places[step.To]] = Math.Max(lengths[places[step.To]], length);
                }

                (places[0], places[part.Output]) = (places[part.Output], places[0]);
            }
        }

        return lengths.Concat(hasKept ? [kept] : []).ToEquatableArray();
    }
}
