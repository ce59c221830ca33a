using ResNetGen.Engine.Kernels;

namespace ResNetGen.Engine.Tests;

public class LayoutTests
{
    [Fact]
    public void A_layout_counts_whole_blocks_and_the_halo()
    {
        var layout = new Layout(2, 17, 3, 5, 1);
        Assert.Equal(2, layout.Blocks);
        Assert.Equal(7 * 16, layout.Row);
        Assert.Equal(5 * 7 * 16, layout.Plane);
        Assert.Equal(2 * 2 * 5 * 7 * 16, layout.Length);
        Assert.Equal((7 + 1) * 16, layout.Origin);
    }
}
