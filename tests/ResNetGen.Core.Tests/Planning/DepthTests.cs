using System.Linq;
using ResNetGen.Core.Designing;

namespace ResNetGen.Core.Tests.Planning;

public sealed class DepthTests
{
    [Theory]
    [InlineData(1, 6)]
    [InlineData(2, 9)]
    public void A_network_has_the_depth_that_was_asked_for(int version, int layersPerStep)
    {
        var rule = new DepthRule(layersPerStep);
        var depths = Enumerable.Range(-20, 1300).Where(rule.Has).ToList();

        Assert.Equal(rule.Least, depths[0]);
        Assert.All(depths, depth => Assert.Equal(depth, Networks.Plan(version, depth).Depth));
    }

    [Theory]
    [InlineData(165, 164)]
    [InlineData(172, 164)]
    [InlineData(164, 164)]
    [InlineData(10, 11)]
    [InlineData(int.MinValue, 11)]
    [InlineData(int.MaxValue, 2147483639)]
    public void The_nearest_depth_below_is_one_that_there_is(int depth, int nearest)
    {
        var rule = new DepthRule(9);

        Assert.Equal(nearest, rule.AtMost(depth));
        Assert.True(rule.Has(nearest));
    }
}
