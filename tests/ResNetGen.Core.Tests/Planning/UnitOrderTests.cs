using System.Linq;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Tests.Planning;

/// <summary>He et al., "Identity Mappings in Deep Residual Networks" (2016, arXiv:1603.05027), figure 4: the orders as the paper draws them, from x to the next x.</summary>
public sealed class UnitOrderTests
{
    [Theory]
    [InlineData("post", "Convolution Norm Activation Convolution Norm Add Activation")]
    [InlineData("norm-after-addition", "Convolution Norm Activation Convolution Add Norm Activation")]
    [InlineData("activation-before-addition", "Convolution Norm Activation Convolution Norm Activation Add")]
    [InlineData("activation-first", "Activation Convolution Norm Activation Convolution Norm Add")]
    [InlineData("pre", "Norm Activation Convolution Norm Activation Convolution Add")]
    public void Layers_stand_in_the_order_of_the_paper(string order, string layers)
    {
        var plan = PlanOf(order);

        Assert.Equal(layers, TextOf(plan.Stages[0].Runs[0].Unit.Graph));
    }

    // Where units start with an activation, the last one's sum still needs one; where they start with a norm, the stem needs neither.
    [Theory]
    [InlineData("post", "Convolution Norm Activation", "Mean Linear")]
    [InlineData("norm-after-addition", "Convolution Norm Activation", "Mean Linear")]
    [InlineData("activation-before-addition", "Convolution Norm Activation", "Mean Linear")]
    [InlineData("activation-first", "Convolution Norm", "Norm Activation Mean Linear")]
    [InlineData("pre", "Convolution", "Norm Activation Mean Linear")]
    public void Stem_and_head_have_what_the_units_leave_to_them(string order, string stem, string head)
    {
        var plan = PlanOf(order);

        Assert.Equal(stem, TextOf(plan.Stem));
        Assert.Equal(head, TextOf(plan.Head));
    }

    private static NetworkPlan PlanOf(string order) => Networks.Compile($"{{ 'version': 1, 'depth': 8, 'activation': '{order}', 'shortcut': 'projection' }}").Plan!;

    private static string TextOf(Graph graph) => string.Join(' ', graph.Operations.Select(o => o.GetType().Name));
}
