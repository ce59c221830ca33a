using ResNetGen.Networks.Tests.WrittenOut;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests.Units;

/// <summary>
/// The shortcuts of He et al. (2016, arXiv:1603.05027), table 1, written out, in original units as the paper has them. The identity is in
/// <see cref="UnitOrderTests"/>.
/// </summary>
public sealed class ShortcutStudyTests
{
    // Both counted by 0.5 are the paper's; here by 0.25 and 0.75, so that they cannot be taken for each other.
    [Fact]
    public void Constant_scaling()
    {
        using var scope = NewDisposeScope();
        using var network = Agreement.Drawn(new Scaled());

        Agreement.Holds(network, "layer1.1.", network.Layer1[1].call, Agreement.Maps(16, 9, 7), (w, x) =>
            (Residual(w, x).mul(0.75) + x.mul(0.25)).relu());
    }

    [Fact]
    public void Exclusive_gating()
    {
        using var scope = NewDisposeScope();
        using var network = new OriginalGated();
        Agreement.Equal(full_like(network.Layer1[0].Gate!.bias!, -6), network.Layer1[0].Gate!.bias!);
        Agreement.Drawn(network);

        Agreement.Holds(network, "layer1.1.", network.Layer1[1].call, Agreement.Maps(16, 9, 7), (w, x) =>
        {
            var g = w.Conv("gate", x).sigmoid();
            return ((g * Residual(w, x)) + (Closing(g) * x)).relu();
        });
    }

    [Fact]
    public void Shortcut_only_gating()
    {
        using var scope = NewDisposeScope();
        using var network = new ShortcutGated();
        Agreement.Equal(full_like(network.Layer3[2].Gate!.bias!, -6), network.Layer3[2].Gate!.bias!);
        Agreement.Drawn(network);

        Agreement.Holds(network, "layer3.2.", network.Layer3[2].call, Agreement.Maps(64, 5, 3), (w, x) =>
            (Residual(w, x) + (Closing(w.Conv("gate", x).sigmoid()) * x)).relu());
    }

    // Shortcut C: a projection also where the shape stays.
    [Fact]
    public void Convolution_of_1x1()
    {
        using var scope = NewDisposeScope();
        using var network = Agreement.Drawn(new AllProjected());

        Agreement.Holds(network, "layer2.1.", network.Layer2[1].call, Agreement.Maps(32, 9, 7), (w, x) =>
            (Residual(w, x) + w.Norm("downsample.1", w.Conv("downsample.0", x))).relu());
        Agreement.Holds(network, "layer2.0.", network.Layer2[0].call, Agreement.Maps(16, 9, 7), (w, x) =>
            (Residual(w, x, 2) + w.Norm("downsample.1", w.Conv("downsample.0", x, 2))).relu());
    }

    // Dropped at random by a half in training, from the same seed on both sides; in evaluation it is the identity.
    [Fact]
    public void Dropout_on_the_shortcut()
    {
        using var scope = NewDisposeScope();
        using var network = Agreement.Drawn(new DroppedShortcut());

        Agreement.Holds(network, "layer1.1.", network.Layer1[1].call, Agreement.Maps(16, 9, 7), (w, x) =>
            w.Conv("conv2", w.Norm("bn2", w.Conv("conv1", w.Norm("bn1", x).relu())).relu()) + w.Dropout(x, 0.5));
    }

    private static Tensor Residual(WrittenLayers w, Tensor x, long stride = 1) =>
        w.Norm("bn2", w.Conv("conv2", w.Norm("bn1", w.Conv("conv1", x, stride)).relu()));

    private static Tensor Closing(Tensor gate) => ones_like(gate) - gate;
}
