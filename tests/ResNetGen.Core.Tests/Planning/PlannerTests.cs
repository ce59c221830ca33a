using System.Linq;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Tests.Planning;

public sealed class PlannerTests
{
    [Fact]
    public void A_plan_does_not_grow_with_depth()
    {
        static int Operations(NetworkPlan plan) => plan.Stages.Sum(s => s.Runs.Sum(r => r.Unit.Graph.Operations.Count));

        Assert.Equal(Operations(Networks.Plan(1, 20)), Operations(Networks.Plan(1, 1202)));
        Assert.Equal(Operations(Networks.Plan(2, 29)), Operations(Networks.Plan(2, 1001)));
    }

    [Fact]
    public void Equal_specifications_give_equal_plans_and_others_do_not()
    {
        var plan = Networks.Plan(2, 29);

        Assert.Equal(plan, Networks.Plan(2, 29));
        Assert.Equal(plan.GetHashCode(), Networks.Plan(2, 29).GetHashCode());
        Assert.NotEqual(plan, Networks.Plan(2, 38));
        Assert.NotEqual(plan, Networks.Plan(2, 29, classes: 11));
        Assert.NotEqual(plan, Networks.Plan(2, 29, input: "[3, 32, 33]"));
    }

    [Theory]
    [InlineData("[3, 32, 32]", "16 x 32 x 32", "32 x 16 x 16", "64 x 8 x 8")]
    [InlineData("[1, 28, 28]", "16 x 28 x 28", "32 x 14 x 14", "64 x 7 x 7")]
    [InlineData("[4, 31, 17]", "16 x 31 x 17", "32 x 16 x 9", "64 x 8 x 5")]
    [InlineData("[1, 1, 1]", "16 x 1 x 1", "32 x 1 x 1", "64 x 1 x 1")]
    public void Stages_halve_the_size_and_round_up(string input, params string[] outputs)
    {
        Assert.Equal(outputs, Networks.Plan(1, 20, input: input).Stages.Select(s => s.Output.ToString()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Both_sides_of_an_addition_have_one_shape(int version)
    {
        foreach (var graph in Networks.Plan(version, 20, input: "[3, 31, 17]").Stages.SelectMany(s => s.Runs).Select(r => r.Unit.Graph))
        {
            var add = Assert.Single(graph.Operations.OfType<Add>());
            Assert.Equal(graph.ShapeOf(add.Residual), graph.ShapeOf(add.Shortcut));
        }
    }

    [Fact]
    public void The_projection_takes_the_activated_input_in_the_first_unit_of_each_stage()
    {
        foreach (var stage in Networks.Plan(2, 29).Stages)
        {
            var projection = stage.Runs[0].Unit.Graph.Operations.OfType<Convolution>().Single(c => c.Key == "downsample");
            Assert.IsType<Activation>(stage.Runs[0].Unit.Graph.MakerOf(projection.Input));
            Assert.DoesNotContain(stage.Runs[1].Unit.Graph.Operations, o => o.Key == "downsample");
        }
    }

    [Fact]
    public void The_first_1x1_of_a_bottleneck_has_the_stride()
    {
        var convolutions = Networks.Plan(2, 29).Stages[1].Runs[0].Unit.Graph.Operations.OfType<Convolution>().ToDictionary(c => c.Name);

        Assert.Equal((1, 2), (convolutions["conv1"].Kernel, (int)convolutions["conv1"].Stride));
        Assert.Equal((3, 1), (convolutions["conv2"].Kernel, (int)convolutions["conv2"].Stride));
        Assert.Equal((1, 1), (convolutions["conv3"].Kernel, (int)convolutions["conv3"].Stride));
    }

    [Fact]
    public void A_result_that_a_gradient_needs_or_another_takes_is_not_written_over()
    {
        var builder = new GraphBuilder(new Shape(4, 8, 8), Networks.Design("{ 'version': 1, 'depth': 8 }").Architecture.Layers);
        var channels = new Quantity(4);
        var activated = builder.Activation(builder.Norm("bn1", 0, channels));
        var first = builder.Convolution("conv1", activated, new ConvolutionForm(channels, channels, 3));
        var overActivation = builder.Add(builder.Activation(first), activated);
        builder.Activation(overActivation);
        var graph = builder.Build();

        bool MayOverwrite(int value) => graph.MayOverwrite(graph.MakerOf(value)!);

        // The input is the caller's; a norm's result is not needed; an activation's is; a sum's is not.
        Assert.False(MayOverwrite(1));
        Assert.True(MayOverwrite(2));
        Assert.False(MayOverwrite(overActivation));
        Assert.True(MayOverwrite(overActivation + 1));
    }
}
