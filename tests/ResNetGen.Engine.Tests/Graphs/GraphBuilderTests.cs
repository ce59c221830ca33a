using System;
using ResNetGen.Engine.Graphs;

namespace ResNetGen.Engine.Tests.Graphs;

public class GraphBuilderTests
{
    [Fact]
    public void Values_have_the_shapes_that_PyTorch_gives_them()
    {
        var graph = new GraphBuilder(3, 33, 18).Build(static g =>
        {
            var x = g.Conv2d(0, "a", 16, 3, stride: 2, padding: 1);
            x = g.MaxPool(x, 3, 2, 1, ceilMode: true);
            x = g.Conv2d(x, "b", 8, 3, dilation: 2, padding: 2, groups: 4);
            x = g.Concatenate(x, g.PadChannels(x, 1, 2));
            g.Linear(g.Flatten(x), "fc", 10);
        });

        Assert.Equal(new FeatureShape(16, 17, 9), graph.Shapes[1]);
        Assert.Equal(new FeatureShape(16, 9, 5), graph.Shapes[2]);
        Assert.Equal(new FeatureShape(8, 9, 5), graph.Shapes[3]);
        Assert.Equal(new FeatureShape(19, 9, 5), graph.Shapes[5]);
        Assert.Equal(new FeatureShape(19 * 45, 0, 0), graph.Shapes[6]);
        Assert.Equal(new FeatureShape(10, 0, 0), graph.Output);
        Assert.Equal(10, graph.Output.Length);
        Assert.Equal(new Conv2d(0, 3, 16, 3, 2, 1, 1, 1, false) { Key = "a" }, graph.Operations[0]);
    }

    [Fact]
    public void A_graph_does_not_change_with_its_builder()
    {
        var builder = new GraphBuilder(3, 8, 8);
        var graph = builder.Build(static g => g.Relu(0));

        builder.Relu(1);

        Assert.Single(graph.Operations);
    }

    [Fact]
    public void Operations_that_do_not_fit_are_refused_in_words()
    {
        Refused("cannot have 2 groups", static g => g.Conv2d(0, "a", 4, 3, groups: 2));
        Refused("positive numbers", static g => g.Conv2d(0, "a", 4, 3, stride: 0));
        Refused("takes vectors", static g => g.Linear(0, "a", 4));
        Refused("takes feature maps, and value 1 is a vector", static g => g.Conv2d(g.GlobalAveragePool(0), "a", 4, 1));
        Refused("differ in shape: 3 x 8 x 8 and 3 x 4 x 4", static g => g.Add(0, g.Subsample(0, 2)));
        Refused("cannot be concatenated", static g => g.Concatenate(0, g.Subsample(0, 2)));
        Refused("differ in shape", static g => g.Gate(0, 0, g.Subsample(0, 2), exclusive: true));
        Refused("at most half of the kernel", static g => g.MaxPool(0, 2, 2, 2));
        Refused("cannot be normalized in 2 groups", static g => g.GroupNorm(0, "a", 2));
        Refused("not negative", static g => g.ZeroPad(0, -1, 0, 0, 0));
        Refused("Flatten takes feature maps, and value 1 is a vector", static g => g.Flatten(g.GlobalAveragePool(0)));
        Refused("Squeeze-and-excitation takes feature maps", static g => g.SqueezeExcitation(g.GlobalAveragePool(0), "a", 1));
        Refused("at least one channel", static g => g.SqueezeExcitation(0, "a", 0));
        Refused("Efficient channel attention takes feature maps", static g => g.EfficientChannelAttention(g.GlobalAveragePool(0), "a", 3));
        Refused("at least one channel", static g => g.EfficientChannelAttention(0, "a", 0));
        Refused("has a key", static g => g.BatchNorm(0, ""));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GraphBuilder(3, 0, 8));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GraphBuilder(3, 8, 8).Relu(1));

        static void Refused(string words, Action<GraphBuilder> build) => Assert.Contains(
            words, Assert.Throws<ArgumentException>(() => new GraphBuilder(3, 8, 8).Build(build)).Message, StringComparison.Ordinal);
    }
}
