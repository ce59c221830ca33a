using System;
using System.Collections.Generic;
using ResNetGen.Engine.Graphs;

namespace ResNetGen.Engine.Tests.Inference;

/// <summary>Small networks that have everything that a specification can ask for.</summary>
internal static class GraphsUnderTest
{
    private static readonly Dictionary<string, Func<NetworkGraph>> Graphs = new(StringComparer.Ordinal)
    {
        ["post-activation"] = () => Of(3, 9, 11, static g =>
        {
            var x = g.Relu(g.BatchNorm(g.Conv2d(0, "stem", 16, 3, padding: 1), "bn"));
            x = g.Relu(g.Add(g.BatchNorm(g.Conv2d(g.Relu(g.BatchNorm(g.Conv2d(x, "a", 16, 3, padding: 1), "an")), "b", 16, 3, padding: 1), "bn2"), x));
            var y = g.BatchNorm(g.Conv2d(g.Relu(g.Conv2d(x, "c", 32, 3, stride: 2, padding: 1, bias: true)), "d", 32, 3, padding: 1), "dn");
            x = g.Relu(g.Add(y, g.PadChannels(g.Subsample(x, 2), 8, 8)));
            return g.Linear(g.GlobalAveragePool(x), "fc", 10);
        }),
        ["pre-activation"] = () => Of(3, 10, 10, static g =>
        {
            var x = g.Conv2d(0, "stem", 20, 3, padding: 1);
            for (var i = 0; i < 3; i++)
            {
                var y = g.Relu(g.BatchNorm(x, $"{i}.n1"));
                y = g.Relu(g.BatchNorm(g.Conv2d(y, $"{i}.c1", 8, 1), $"{i}.n2"));
                y = g.Relu(g.BatchNorm(g.Conv2d(y, $"{i}.c2", 8, 3, padding: 1), $"{i}.n3"));
                x = g.Add(g.Conv2d(y, $"{i}.c3", 20, 1), x);
            }

            return g.Linear(g.GlobalAveragePool(g.Relu(g.BatchNorm(x, "post"))), "fc", 3);
        }),
        ["projections of a pre-activation"] = () => Of(3, 12, 8, static g =>
        {
            var x = g.Relu(g.BatchNorm(g.Conv2d(0, "stem", 16, 3, padding: 1), "n"));
            var y = g.Conv2d(g.Relu(g.BatchNorm(g.Conv2d(x, "a", 24, 3, stride: 2, padding: 1), "an")), "b", 24, 3, padding: 1);
            x = g.Add(y, g.Conv2d(x, "s", 24, 1, stride: 2));
            return g.GlobalMaxPool(g.LeakyRelu(g.BatchNorm(x, "post"), 0.1));
        }),
        ["dense"] = () => Of(3, 8, 8, static g =>
        {
            var x = g.MaxPool(g.Relu(g.BatchNorm(g.Conv2d(0, "stem", 12, 3, padding: 1), "n")), 3, 2, 1);
            for (var i = 0; i < 3; i++)
            {
                var y = g.Conv2d(g.Relu(g.BatchNorm(x, $"{i}.n1")), $"{i}.c1", 24, 1);
                y = g.Conv2d(g.Relu(g.BatchNorm(y, $"{i}.n2")), $"{i}.c2", 7, 3, padding: 1);
                x = g.Concatenate(x, y);
            }

            x = g.AveragePool(g.Conv2d(g.Relu(g.BatchNorm(x, "t.n")), "t.c", 16, 1), 2, 2);
            return g.Linear(g.GlobalAveragePool(g.Relu(g.BatchNorm(x, "post"))), "fc", 5);
        }),
        ["attention"] = () => Of(3, 7, 7, static g =>
        {
            var x = g.Silu(g.BatchNorm(g.Conv2d(0, "stem", 32, 3, padding: 1), "n"));
            x = g.Relu(g.Add(g.SqueezeExcitation(g.BatchNorm(g.Conv2d(x, "a", 32, 3, padding: 1), "an"), "se", 4), x));
            x = g.Gelu(g.Add(g.EfficientChannelAttention(g.Conv2d(x, "b", 32, 1), "eca", 5), x));
            return g.Linear(g.Flatten(x), "fc", 4);
        }),
        ["highway"] = () => Of(3, 6, 6, static g =>
        {
            var x = g.Relu(g.Conv2d(0, "stem", 16, 3, padding: 1, bias: true));
            x = g.Gate(g.Relu(g.Conv2d(x, "a", 16, 3, padding: 1)), x, g.Sigmoid(g.Conv2d(x, "ag", 16, 1, bias: true)), exclusive: true);
            x = g.Gate(g.Conv2d(x, "b", 16, 3, padding: 1), x, g.Sigmoid(g.Conv2d(x, "bg", 16, 1, bias: true)), exclusive: false);
            return g.Linear(g.GlobalAveragePool(x), "fc", 4);
        }),
        ["groups"] = () => Of(3, 9, 9, static g =>
        {
            var x = g.Conv2d(0, "stem", 32, 3, padding: 1);
            x = g.Relu(g.Conv2d(x, "whole blocks", 64, 3, padding: 1, groups: 2));
            x = g.Relu(g.Conv2d(x, "within blocks", 64, 3, padding: 1, groups: 16));
            x = g.Relu(g.Conv2d(x, "depthwise", 64, 5, stride: 2, padding: 2, groups: 64));
            x = g.Relu(g.Conv2d(x, "uneven", 24, 3, padding: 1, groups: 8, bias: true));
            x = g.Relu(g.Conv2d(x, "odd", 21, 1, groups: 3));
            return g.Linear(g.GlobalAveragePool(x), "fc", 4);
        }),
        ["group norm and vectors"] = () => Of(3, 8, 8, static g =>
        {
            var x = g.Relu(g.GroupNorm(g.Conv2d(0, "stem", 48, 3, padding: 1), "n", 4));
            x = g.Relu(g.GroupNorm(g.Conv2d(x, "a", 20, 3, padding: 1), "an", 5));
            var v = g.Relu(g.BatchNorm(g.Linear(g.GlobalAveragePool(x), "f1", 33), "fn"));
            return g.Linear(g.GroupNorm(g.Dropout(v, 0.5), "gn", 3), "f2", 6);
        }),
        ["dilation, strides and kernels"] = () => Of(3, 21, 17, static g =>
        {
            var x = g.Relu(g.Conv2d(0, "stem", 16, 7, stride: 2, padding: 3));
            x = g.Relu(g.Conv2d(x, "dilated", 16, 3, padding: 2, dilation: 2));
            x = g.Relu(g.Conv2d(x, "wide", 16, 5, padding: 2));
            x = g.Relu(g.Conv2d(x, "stride 3", 32, 3, stride: 3, padding: 1));
            return g.Conv2d(x, "last", 5, 2, stride: 4);
        }),
        ["scaled and averaged"] = () => Of(3, 9, 9, static g =>
        {
            var x = g.Relu(g.Conv2d(0, "stem", 16, 3, padding: 1));
            x = g.Relu(g.Add(g.StochasticDepth(g.BatchNorm(g.Conv2d(x, "a", 16, 3, padding: 1), "an"), 0.7), x));
            x = g.Add(g.Scale(g.Relu(g.Conv2d(x, "b", 16, 3, padding: 1)), 0.1), x);
            x = g.AveragePool(g.ZeroPad(x, 0, 1, 1, 0), 2, 2, ceilMode: true);
            return g.MaxPool(g.Relu(g.BatchNorm(x, "post")), 2, 2, 1, ceilMode: true);
        }),
        ["activation before the addition"] = () => Of(3, 8, 8, static g =>
        {
            var x = g.Conv2d(0, "stem", 16, 3, padding: 1);
            x = g.Relu(g.Add(g.Silu(g.BatchNorm(g.Conv2d(x, "a", 16, 3, padding: 1), "an")), x));
            x = g.Add(g.LeakyRelu(g.Conv2d(x, "b", 16, 1), 0.2), x);
            return g.Gelu(g.Add(g.Relu(x), g.Sigmoid(x)));
        }),
        ["images read by other operations"] = () => Of(4, 8, 9, static g =>
        {
            var padded = g.Conv2d(g.ZeroPad(0, 1, 1, 1, 1), "a", 4, 3);
            var grouped = g.Conv2d(0, "b", 4, 3, padding: 1, groups: 2);
            var dilated = g.Conv2d(0, "c", 4, 3, padding: 2, dilation: 2);
            return g.Add(g.Add(g.Add(padded, grouped), dilated), g.Relu(g.BatchNorm(0, "n")));
        }),
        ["many channels of images"] = () => Of(20, 8, 8, static g => g.Relu(g.Conv2d(0, "a", 8, 3, padding: 1))),
        ["one convolution"] = () => Of(1, 5, 5, static g => g.Conv2d(0, "a", 1, 1)),
        ["nothing"] = () => Of(3, 4, 5, static g => g.Dropout(0, 0.5)),
    };

    public static IEnumerable<string> Names => Graphs.Keys;

    public static NetworkGraph Get(string name) => Graphs[name]();

    private static NetworkGraph Of(int channels, int height, int width, Func<GraphBuilder, int> build) =>
        new GraphBuilder(channels, height, width).Build(g => _ = build(g));
}
