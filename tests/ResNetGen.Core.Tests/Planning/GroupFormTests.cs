using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Tests.Planning;

/// <summary>Xie et al. (2017, arXiv:1611.05431), figure 3: three forms of one network.</summary>
public sealed class GroupFormTests
{
    // So that published weights are for each of them.
    [Theory]
    [InlineData("resnext29_8x64d", "none")]
    [InlineData("resnext29_8x64d", "all")]
    [InlineData("resnext50_32x4d", "none")]
    [InlineData("resnext101_64x4d", "without-norm")]
    public void The_forms_have_one_state_dict_and_one_cost(string family, string bias)
    {
        var grouped = PlanOf(family, bias, "grouped");
        foreach (var form in new[] { "concatenated", "branches" })
        {
            var plan = PlanOf(family, bias, form);

            Assert.Equal(grouped.Tensors, plan.Tensors);
            Assert.Equal((grouped.Parameters, grouped.MultiplyAdds, grouped.Depth), (plan.Parameters, plan.MultiplyAdds, plan.Depth));
        }
    }

    // (b) has branches before the last 1 x 1, (a) behind it too, where they are added.
    [Fact]
    public void The_forms_are_computed_as_the_paper_draws_them()
    {
        Assert.Equal(["conv1: all to parts", "conv2: parts to parts"], BranchesOf("concatenated"));
        Assert.Equal(["conv1: all to parts", "conv2: parts to parts", "conv3: parts to a sum"], BranchesOf("branches"));
        Assert.Equal([], BranchesOf("grouped"));
    }

    private static IEnumerable<string> BranchesOf(string form) => PlanOf("resnext29_8x64d", "none", form).Stages[0].Runs[0].Unit.Graph.Operations
        .OfType<BranchConvolution>().Select(b => $"{b.Key}: {(b.Splits ? "parts" : "all")} to {(b.Adds ? "a sum" : "parts")}");

    private static NetworkPlan PlanOf(string family, string bias, string form) =>
        Networks.Compile($"{{ 'family': '{family}', 'bias': '{bias}', 'form': '{form}' }}").Plan ?? throw new InvalidOperationException(form);
}
