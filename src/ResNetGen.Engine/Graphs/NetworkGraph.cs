using System.Collections.Generic;

namespace ResNetGen.Engine.Graphs;

/// <summary>
/// A network as operations over numbered values, in the order in which they are computed: value 0 is the images, value i + 1 is made by operation i, and the
/// last value is the network's output. Each generated class has its graph as the static property <c>Graph</c>.
/// </summary>
public sealed class NetworkGraph
{
    internal NetworkGraph(IReadOnlyList<Operation> operations, IReadOnlyList<FeatureShape> shapes)
    {
        Operations = operations;
        Shapes = shapes;
    }

    /// <summary>The operations.</summary>
    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>The shape of one image.</summary>
    public FeatureShape Input => Shapes[0];

    /// <summary>The shape of the output for one image of the shape <see cref="Input"/>; a vector has 0 rows and columns.</summary>
    public FeatureShape Output => Shapes[^1];

    /// <summary>The shape of each value for one image of the shape <see cref="Input"/>; a vector has 0 rows and columns.</summary>
    internal IReadOnlyList<FeatureShape> Shapes { get; }
}
