using System;
using System.Linq;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Planning;

/// <summary>
/// The sizes of images that a network takes beside the one that it was planned for: where it pools over all positions, all from a least on.
/// What an operation needs is handed backwards from the output to the image; of an operation that is not known here nothing is claimed.
/// </summary>
/// <param name="Height">The rows of an image.</param>
/// <param name="Width">Its columns.</param>
public readonly record struct InputSizes(SizeRange Height, SizeRange Width)
{
    private static InputSizes Any { get; } = new(SizeRange.Any, SizeRange.Any);

    /// <summary>The sizes that a network takes.</summary>
    public static InputSizes Of(NetworkPlan plan)
    {
        var sizes = Before(plan.Head, Any);
        foreach (var stage in plan.Stages.Reverse())
        {
            sizes = stage.Transition is null ? sizes : Before(stage.Transition, sizes);
            var around = stage.Around is null ? Any : Before(stage.Around, sizes);
            foreach (var run in stage.Runs.Reverse())
            {
                // More units of a kind only repeat what one needs, unless they change the size.
                var changes = run.Unit.Graph.Input.Height != run.Unit.Graph.Output.Height || run.Unit.Graph.Input.Width != run.Unit.Graph.Output.Width;
                for (var i = 0; i < (changes ? run.Count : 1); i++)
                {
                    sizes = Before(run.Unit.Graph, sizes);
                }
            }

            sizes = sizes.And(around);
        }

        return Before(plan.Stem, sizes);
    }

    /// <summary>The sizes of a graph's input of which its output has these.</summary>
    public static InputSizes Before(Graph graph, InputSizes output)
    {
        var needed = Enumerable.Repeat(Any, graph.Operations.Count + 1).ToArray();
        needed[graph.Operations.Count] = output;
        for (var i = graph.Operations.Count - 1; i >= 0; i--)
        {
            var operation = graph.Operations[i];
            foreach (var input in operation.Inputs)
            {
                needed[input] = needed[input].And(Before(operation, graph.ShapeOf(input), needed[i + 1]));
            }
        }

        return needed[0];
    }

    private static InputSizes Before(Operation operation, Shape input, InputSizes output) => operation switch
    {
        Sequence s => Before(s, input, output),
        Convolution c => output.Both(range => range.BeforeWindow(c.Reach, c.Stride, 2 * c.Padding)),
        BranchConvolution b => output.Both(range => range.BeforeWindow(b.Reach, b.Stride, b.IsPadded ? b.Reach - 1 : 0)),

        // A pool that rounds up takes a part of a window too.
        Pool p => output.Both(range => range.BeforeWindow(p.Kernel, p.Stride, 2L * p.Padding, p.Ceiling ? p.Stride - 1 : 0)),
        Subsample s => output.Both(range => range.BeforeWindow(1, s.Stride, 0)),
        SpatialPadding p => new(output.Height.Without(p.Top + (long)p.Bottom), output.Width.Without(p.Left + (long)p.Right)),

        // The layer behind it takes as many positions as there are here, in whatever rows and columns.
        Flatten => new(new SizeRange(1, Most(input)), new SizeRange(1, Most(input))),
        _ when input.Height == operation.Output.Height && input.Width == operation.Output.Width => output,
        _ => Any,
    };

    private static InputSizes Before(Sequence sequence, Shape input, InputSizes output)
    {
        var needed = output;
        for (var i = sequence.Steps.Count - 1; i >= 0; i--)
        {
            needed = Before(sequence.Steps[i], i == 0 ? input : sequence.Steps[i - 1].Output, needed);
        }

        return needed;
    }

    private static int Most(Shape shape) => (int)Math.Min(int.MaxValue, shape.Positions);

    private InputSizes And(InputSizes other) => new(Height.And(other.Height), Width.And(other.Width));

    private InputSizes Both(Func<SizeRange, SizeRange> before) => new(before(Height), before(Width));
}
