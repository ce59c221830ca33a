using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Explaining;
using ResNetGen.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests.Explaining;

public sealed class UnitSwitchesTests
{
    public static TheoryData<Type> Networks => [typeof(Cifar8), typeof(Pre11)];

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_deleted_unit_is_its_shortcut_alone(Type type)
    {
        using var scope = NewDisposeScope();
        using var network = Create(type);
        var images = randn(2, 3, 32, 32, ScalarType.Float64);
        var parts = NetworkParts.Of(network);
        var whole = network.call(images);
        for (var unit = 0; unit < parts.Units.Count; unit++)
        {
            Tensor deleted;
            using (var switches = new UnitSwitches(parts))
            {
                switches.Set([unit], UnitMode.Deleted, UnitMode.Whole);
                deleted = network.call(images);
            }

            var end = ((IResidualUnit)parts.Units[unit].Module).ResidualEnd;
            var weights = end.parameters().Select(p => (Parameter: p, Value: p.detach().clone())).ToList();
            using (no_grad())
            {
                weights.ForEach(w => w.Parameter.zero_());
                Assert.Equal(0, (network.call(images) - deleted).abs().max().item<double>());
                weights.ForEach(w => w.Parameter.copy_(w.Value));
            }

            Assert.True((deleted - whole).abs().max().item<double>() > 1e-6);
        }

        Assert.Equal(0, (network.call(images) - whole).abs().max().item<double>());
    }

    // The gradient of the whole network is the sum over all of its paths: of three units there are eight.
    [Theory]
    [MemberData(nameof(Networks))]
    public void The_gradients_of_all_paths_add_up_and_the_scores_stay(Type type)
    {
        using var scope = NewDisposeScope();
        using var network = Create(type);
        var images = randn(2, 3, 32, 32, ScalarType.Float64).requires_grad_(true);
        var (scores, gradient) = Pass(network, images);
        var parts = NetworkParts.Of(network);
        using var switches = new UnitSwitches(parts);
        var sum = zeros_like(gradient);
        for (var path = 0; path < 8; path++)
        {
            switches.Set(Enumerable.Range(0, 3).Where(unit => (path & (1 << unit)) != 0), UnitMode.ResidualGradient, UnitMode.ShortcutGradient);
            var (same, share) = Pass(network, images);
            Assert.InRange((same - scores).abs().max().item<double>(), 0, 1e-12);
            Assert.True((share - gradient).abs().max().item<double>() > 1e-9);
            sum.add_(share);
        }

        Assert.InRange((sum - gradient).abs().max().item<double>(), 0, 1e-9 * gradient.abs().max().item<double>());
    }

    [Fact]
    public void Swapped_units_have_each_others_weights_until_the_end()
    {
        using var scope = NewDisposeScope();
        using var network = new Cifar20();
        var (second, third) = (network.Layer2[1].Conv1.weight.detach().clone(), network.Layer2[2].Conv1.weight.detach().clone());
        var before = network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());
        var order = new UnitOrder(NetworkParts.Of(network));
        var taus = new List<double>();
        var swapped = false;
        for (var seed = 0; seed < 12; seed++)
        {
            order.Swap(1, new Data.RandomStream(seed, 0));
            taus.Add(order.KendallTau);
            var (there, here) = (network.Layer2[1].Conv1.weight, network.Layer2[2].Conv1.weight);
            var isSwapped = (there - third).abs().max().item<float>() == 0 && (here - second).abs().max().item<float>() == 0;
            Assert.True(isSwapped || (there - second).abs().max().item<float>() == 0);
            swapped |= isSwapped;
        }

        // Neighbours are one pair of 36 the other way round; the first and the third unit of a stage are three.
        Assert.All(taus, tau => Assert.True(Math.Abs(tau - (1 - (2.0 / 36))) < 1e-9 || Math.Abs(tau - (1 - (6.0 / 36))) < 1e-9, tau.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.True(swapped);
        Assert.Equal(7, order.Movable);
        order.Dispose();
        Assert.All(network.state_dict(), entry => Assert.True(entry.Value.equal(before[entry.Key]).all().item<bool>(), entry.Key));
    }

    private static nn.Module<Tensor, Tensor> Create(Type type)
    {
        manual_seed(3);
        var network = (nn.Module<Tensor, Tensor>)Activator.CreateInstance(type)!;
        network.to(ScalarType.Float64);
        network.eval();
        return network;
    }

    private static (Tensor Scores, Tensor Gradient) Pass(nn.Module<Tensor, Tensor> network, Tensor images)
    {
        var scores = network.call(images);
        return (scores.detach(), autograd.grad([scores.pow(2).sum()], [images])[0]);
    }
}
