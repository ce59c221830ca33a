using System.Linq;
using ResNetGen.Core.Families;

namespace ResNetGen.Core.Tests.Planning;

public sealed class DepthTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_network_has_the_depth_that_was_asked_for(int version)
    {
        var family = CifarFamily.OfVersion(version)!;
        var depths = Enumerable.Range(-20, 1300).Where(family.Has).ToList();

        Assert.Equal(family.Least, depths[0]);
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
        Assert.Equal(nearest, CifarFamily.Version2.AtMost(depth));
        Assert.True(CifarFamily.Version2.Has(nearest));
    }
}
