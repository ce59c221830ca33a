using ResNetGen.Core.Designs;

namespace ResNetGen.Core.Planning;

/// <summary>Plans the stem.</summary>
internal static class StemPlanner
{
    public static Graph Plan(Architecture architecture, Shape input, LayerKeys keys)
    {
        var graph = new GraphBuilder(input, architecture.Layers);
        var design = architecture.Stem;
        var value = 0;
        var channels = new Quantity(input.Channels);
        for (var i = 0; i < design.Convolutions.Count; i++)
        {
            var convolution = design.Convolutions[i];
            var width = new Quantity(convolution.Width);
            if (i > 0)
            {
                value = graph.Activation(graph.Norm("norm", value, channels));
            }

            value = graph.Convolution(
                keys.StemConvolution, value, new(channels, width, convolution.Kernel) { Stride = new(convolution.Stride), HasBias = design.Bias });
            channels = width;
        }

        value = design.Convolutions.Count > 1 ? graph.Sequence(keys.StemConvolution, 0, 0) : value;
        value = design.Norm ? graph.Norm(keys.StemNorm, value, channels) : value;
        value = design.Activation ? graph.Activation(value) : value;
        value = graph.Dropout(value, design.Dropout);
        if (design.Pool is not null)
        {
            graph.Pool(value, design.Pool);
        }

        return graph.Build();
    }
}
