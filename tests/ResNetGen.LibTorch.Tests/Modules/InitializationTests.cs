using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.LibTorch.Tests.Fixtures;
using static TorchSharp.torch;

namespace ResNetGen.LibTorch.Tests.Modules;

/// <summary>After manual_seed(0), fresh modules and nn.init draw what PyTorch draws.</summary>
public sealed class InitializationTests
{
    private static readonly Dictionary<string, Func<nn.Module>> s_modules = new(StringComparer.Ordinal)
    {
        ["Conv2d"] = () => nn.Conv2d(3, 4, 3),
        ["Conv2d_groups"] = () => nn.Conv2d(4, 4, 3, groups: 2, bias: false),
        ["Linear"] = () => nn.Linear(5, 4),
        ["BatchNorm2d"] = () => nn.BatchNorm2d(3),
    };

    private static readonly Dictionary<string, Func<Tensor, Tensor>> s_functions = new(StringComparer.Ordinal)
    {
        ["kaiming_normal_fan_out"] = t => nn.init.kaiming_normal_(t, mode: nn.init.FanInOut.FanOut, nonlinearity: nn.init.NonlinearityType.ReLU),
        ["kaiming_uniform"] = t => nn.init.kaiming_uniform_(t, 0.2),
        ["xavier_normal"] = t => nn.init.xavier_normal_(t, 2),
        ["xavier_uniform"] = t => nn.init.xavier_uniform_(t),
        ["normal"] = t => nn.init.normal_(t, 1, 0.5),
        ["uniform"] = t => nn.init.uniform_(t, -1, 0.5),
        ["trunc_normal"] = t => nn.init.trunc_normal_(t, 0.5, 0.5, -0.2, 1),
        ["orthogonal"] = t => nn.init.orthogonal_(t, 0.5),
        ["orthogonal_wide"] = t => nn.init.orthogonal_(t),
        ["dirac"] = t => nn.init.dirac_(t),
        ["eye"] = t => nn.init.eye_(t),
        ["constant"] = t => nn.init.constant_(t, 0.25),
    };

    public static TheoryData<string> Names => new(OptimFixtures.All.Initialization.Select(static one => one.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_are_PyTorchs(string name)
    {
        using var scope = NewDisposeScope();
        var expected = OptimFixtures.All.Initialization.Single(one => string.Equals(one.Name, name, StringComparison.Ordinal)).Tensors;

        if (s_modules.TryGetValue(name, out var create))
        {
            manual_seed(0);
            using var module = create();
            var state = module.state_dict();
            Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), state.Keys.Order(StringComparer.Ordinal));
            foreach (var (key, values) in expected)
            {
                values.AssertClose(state[key], key, 1e-6);
            }

            return;
        }

        var weight = empty(expected["weight"].Shape);
        manual_seed(0);
        Assert.Same(weight, s_functions[name](weight));
        expected["weight"].AssertClose(weight, name);
        Assert.False(weight.requires_grad);
    }

    [Fact]
    public void Gains_are_PyTorchs()
    {
        var expected = OptimFixtures.All.Gains;
        Assert.Equal(expected["linear"], nn.init.calculate_gain(nn.init.NonlinearityType.Linear));
        Assert.Equal(expected["conv2d"], nn.init.calculate_gain(nn.init.NonlinearityType.Conv2D));
        Assert.Equal(expected["sigmoid"], nn.init.calculate_gain(nn.init.NonlinearityType.Sigmoid));
        Assert.Equal(expected["tanh"], nn.init.calculate_gain(nn.init.NonlinearityType.Tanh));
        Assert.Equal(expected["relu"], nn.init.calculate_gain(nn.init.NonlinearityType.ReLU));
        Assert.Equal(expected["leaky_relu"], nn.init.calculate_gain(nn.init.NonlinearityType.LeakyReLU, 0.3));
    }

    [Fact]
    public void A_vector_has_no_fans()
    {
        using var vector = zeros(3);
        var error = Assert.Throws<ArgumentException>(() => nn.init.kaiming_normal_(vector));
        Assert.Contains("[3]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_module_starts_without_autograd_history()
    {
        using var conv = nn.Conv2d(3, 4, 3);
        Assert.True(conv.weight.requires_grad);
        Assert.True(conv.weight.is_leaf);
    }
}
