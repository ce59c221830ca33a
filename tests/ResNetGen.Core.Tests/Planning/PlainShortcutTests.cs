using System.Linq;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Tests.Planning;

/// <summary>He et al., "Identity Mappings in Deep Residual Networks" (2016, arXiv:1603.05027), table 1: what its rows say where a specification says no number.</summary>
public sealed class PlainShortcutTests
{
    // "Constant scaling: on shortcut 0.5, on F 0.5".
    [Fact]
    public void Constant_scaling_halves_both()
    {
        var unit = UnitOf("scaled");
        var add = Assert.Single(unit.Operations.OfType<Add>());

        Assert.Equal(0.5, Assert.IsType<Scaling>(unit.MakerOf(add.Shortcut)).Factor);
        Assert.Equal(0.5, Assert.IsType<Scaling>(unit.MakerOf(add.Residual)).Factor);
        Assert.Equal(0, Assert.IsType<Scaling>(unit.MakerOf(add.Shortcut)).Input);
    }

    // Section 3.1 finds -6 best of the biases that a gate may start from. A gate is a 1 x 1 convolution: as many numbers as channels.
    [Theory]
    [InlineData("exclusive-gate", true)]
    [InlineData("shortcut-gate", false)]
    public void Gates_start_nearly_closed(string plain, bool isExclusive)
    {
        var unit = UnitOf(plain);
        var gate = Assert.Single(unit.Operations.OfType<Gate>());
        var convolution = unit.Operations.OfType<Convolution>().Single(c => c.Key == "gate");

        Assert.Equal((-6, isExclusive, 0), (gate.Bias, gate.IsExclusive, gate.Shortcut));
        Assert.Equal((1, 16, true, 0), (convolution.Kernel, (int)convolution.OutChannels, convolution.HasBias, convolution.Input));
    }

    [Fact]
    public void Dropout_drops_half_of_the_shortcut()
    {
        var unit = UnitOf("dropout");
        var add = Assert.Single(unit.Operations.OfType<Add>());

        Assert.Equal((0.5, 0), (Assert.IsType<Dropout>(unit.MakerOf(add.Shortcut)).Rate, ((Dropout)unit.MakerOf(add.Shortcut)!).Input));
    }

    private static Graph UnitOf(string plain) =>
        Networks.Compile($"{{ 'version': 1, 'depth': 8, 'shortcut': {{ 'kind': 'pad', 'plain': '{plain}' }} }}").Plan!.Stages[0].Runs[0].Unit.Graph;
}
