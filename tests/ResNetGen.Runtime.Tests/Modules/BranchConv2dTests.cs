using System;
using System.Linq;
using ResNetGen.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.Runtime.Tests.Modules;

public sealed class BranchConv2dTests
{
    // Figure 3 of Xie et al. (2017, arXiv:1611.05431): each form is a convolution that is drawn together.
    [Theory]
    [InlineData(1, 1, 1, false, false, false)]
    [InlineData(3, 2, 1, false, false, true)]
    [InlineData(3, 2, 1, true, false, true)]
    [InlineData(3, 1, 2, true, false, false)]
    [InlineData(1, 1, 1, true, true, true)]
    [InlineData(5, 2, 1, true, true, false)]
    public void It_gives_what_the_convolution_of_its_weight_gives(int kernel, int stride, int dilation, bool splits, bool adds, bool bias)
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        using var module = new BranchConv2d(12, 8, kernel, branches: 4, stride, dilation, splits: splits, adds: adds, bias: bias);
        var x = randn(2, 12, 9, 7);
        var padding = kernel / 2 * dilation;

        var expected = nn.functional.conv2d(
            x, module.Weight, module.Bias, [stride, stride], [padding, padding], [dilation, dilation], splits && !adds ? 4 : 1);

        Assert.Equal(bias ? ["weight", "bias"] : ["weight"], module.state_dict().Keys);
        Assert.True(module.call(x).allclose(expected, atol: 1e-5));
    }

    [Fact]
    public void Without_padding_it_gives_less()
    {
        using var scope = NewDisposeScope();
        using var module = new BranchConv2d(4, 4, 3, branches: 2, isPadded: false, splits: true);

        Assert.Equal([1L, 4, 5, 3], module.call(randn(1, 4, 7, 5)).shape);
    }

    [Fact]
    public void It_is_converted_with_what_it_trains()
    {
        using var scope = NewDisposeScope();
        using var module = new BranchConv2d(4, 4, 3, branches: 2, splits: true, bias: true);

        module.to(ScalarType.Float64);

        Assert.Equal(ScalarType.Float64, module.call(randn(1, 4, 5, 5, ScalarType.Float64)).dtype);
        Assert.All(module.parameters(), p => Assert.True(p.requires_grad));
        Assert.Same(module.parameters().First(), module.Weight);
    }

    [Theory]
    [InlineData(4, 6, 4, false, false)]
    [InlineData(6, 4, 4, true, false)]
    [InlineData(6, 8, 4, false, true)]
    [InlineData(4, 4, 0, false, false)]
    public void Branches_divide_the_channels(int inputs, int outputs, int branches, bool splits, bool adds) =>
        Assert.ThrowsAny<ArgumentException>(() => new BranchConv2d(inputs, outputs, 1, branches, splits: splits, adds: adds));
}
