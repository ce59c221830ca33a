using System;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetGen.LibTorch.Tests.Modules;

/// <summary>Who owns which tensor, counted on this test's own thread.</summary>
public sealed class LifetimeTests
{
    private static long Live => DisposeScopeManager.Statistics.ThreadTotalLiveCount;

    [Fact]
    public void A_sequence_leaves_exactly_its_result()
    {
        using var sequence = nn.Sequential(
            nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.ReLU(inplace: true), nn.Identity(), nn.Dropout(), nn.Sequential(), nn.Flatten(), nn.Linear(144, 2));
        using var x = zeros(2, 3, 8, 8);
        var before = Live;

        var y = sequence.call(x);

        Assert.Equal(before + 1, Live);
        y.Dispose();
        Assert.Equal(before, Live);
        Assert.False(x.IsInvalid);
    }

    [Fact]
    public void The_result_of_identity_and_of_an_empty_sequence_can_be_released_on_its_own()
    {
        using var x = ones(2);
        foreach (var module in new nn.Module<Tensor, Tensor>[] { nn.Identity(), nn.Sequential(), nn.Sequential(new Same()), nn.ReLU(true), nn.Dropout(0) })
        {
            var y = module.call(x);
            Assert.NotSame(x, y);
            y.Dispose();
            Assert.Equal(2f, x.sum().item<float>());
            module.Dispose();
        }
    }

    [Fact]
    public void A_module_that_fails_leaves_nothing_behind()
    {
        using var sequence = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(5, 1));
        using var x = zeros(1, 2);
        var before = Live;

        Assert.ThrowsAny<Exception>(() => sequence.call(x));

        Assert.Equal(before, Live);
    }

    [Fact]
    public void Disposing_a_module_releases_all_that_lies_below()
    {
        var before = Live;
        var network = new SmallNetwork();
        Assert.Equal(before + network.state_dict().Count, Live);

        network.Dispose();

        Assert.Equal(before, Live);
    }

    [Fact]
    public void Parameters_outlive_the_scope_in_which_the_module_was_made()
    {
        SmallNetwork network;
        using (NewDisposeScope())
        {
            network = new SmallNetwork();
        }

        Assert.All(network.state_dict().Values, static value => Assert.False(value.IsInvalid));
        network.Dispose();
    }

    [Fact]
    public void A_parameter_takes_its_tensor_over()
    {
        var before = Live;
        var data = ones(3);
        var parameter = new Parameter(data);

        Assert.True(data.IsInvalid);
        Assert.Equal(before + 1, Live);
        parameter.Dispose();
        Assert.Equal(before, Live);
    }

    [Fact]
    public void A_replaced_parameter_is_released()
    {
        var before = Live;
        using (var linear = nn.Linear(2, 2))
        {
            linear.weight = new Parameter(zeros(2, 2));
            linear.bias = null;
            Assert.Equal(before + 1, Live);
            Assert.Equal(["weight"], linear.state_dict().Keys);
        }

        Assert.Equal(before, Live);
    }

    /// <summary>A module of a user's own that gives back its very input.</summary>
    private sealed class Same() : nn.Module<Tensor, Tensor>(nameof(Same))
    {
        public override Tensor forward(Tensor input) => input;
    }
}
