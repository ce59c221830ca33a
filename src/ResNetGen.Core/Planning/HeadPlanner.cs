using System;
using ResNetGen.Core.Designs;

namespace ResNetGen.Core.Planning;

/// <summary>Plans the head.</summary>
internal static class HeadPlanner
{
    public static Graph Plan(Architecture architecture, Shape input, LayerKeys keys)
    {
        var graph = new GraphBuilder(input, architecture.Layers);
        var design = architecture.Head;
        var value = design.Norm ? graph.Activation(graph.Norm(keys.HeadNorm, 0, new Quantity(input.Channels))) : 0;
        if (design.Kind == HeadKind.None)
        {
            return graph.Build();
        }

        value = Pool(graph, value, design);
        for (var i = 0; i < design.Dense.Count; i++)
        {
            var dense = design.Dense[i];
            value = graph.Activation(graph.Linear(LayerKeys.Dense(i + 1), value, new Quantity(dense.Width)));
            value = dense.Norm ? graph.Norm(LayerKeys.DenseNorm(i + 1), value, new Quantity(dense.Width)) : value;
            value = graph.Dropout(value, dense.Dropout);
        }

        value = graph.Dropout(value, design.Dropout);
        graph.Linear(design.Kind == HeadKind.Encoder ? keys.Latent : keys.Classifier, value, new Quantity(Math.Max(1, design.Outputs)));
        return graph.Build();
    }

    private static int Pool(GraphBuilder graph, int value, HeadDesign design) => design.Pooling switch
    {
        HeadPooling.Average => graph.Mean(value),
        HeadPooling.Max => graph.Maximum(value),
        HeadPooling.Flatten => graph.Flatten(value),
        _ => graph.Flatten(graph.Pool(value, new PoolDesign(PoolKind.Average, design.Window, design.Window, Padding: 0, Ceiling: false))),
    };
}
