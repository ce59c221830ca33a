using ResNetGen.Networks.Tests.WrittenOut;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests.Units;

/// <summary>What passes units by where the shape changes, and what passes whole stages by, written out.</summary>
public sealed class ShapeChangingShortcutTests
{
    // Shortcut A of He et al. (2015, arXiv:1512.03385): every second row and column, and zeros for the channels that are new, half of them before.
    // Of an odd number, here 13 - 8, the one more comes after.
    [Fact]
    public void Zeros_before_and_after()
    {
        using var scope = NewDisposeScope();
        using var network = Agreement.Drawn(new OddlyPadded());

        Agreement.Holds(network, "layer2.0.", network.Layer2[0].call, Agreement.Maps(8, 13, 11), (w, x) =>
        {
            var y = EverySecond(x);
            return (Residual(w, x) + cat(new[] { Zeros(y, 2), y, Zeros(y, 3) }, 1)).relu();
        });
    }

    [Fact]
    public void Zeros_after()
    {
        using var scope = NewDisposeScope();
        using var network = Agreement.Drawn(new DroppedShortcut());

        Agreement.Holds(network, "layer2.0.", network.Layer2[0].call, Agreement.Maps(16, 13, 11), (w, x) =>
        {
            var y = EverySecond(x);
            return w.Conv("conv2", w.Norm("bn2", w.Conv("conv1", w.Norm("bn1", x).relu(), 2)).relu()) + cat(new[] { y, Zeros(y, 16) }, 1);
        });
    }

    [Fact]
    public void Average_pool_with_zeros()
    {
        using var scope = NewDisposeScope();
        using var network = Agreement.Drawn(new Scaled());

        Agreement.Holds(network, "layer2.0.", network.Layer2[0].call, Agreement.Maps(16, 12, 10), (w, x) =>
        {
            var y = MeansOfFour(x);
            return (Residual(w, x) + cat(new[] { Zeros(y, 8), y, Zeros(y, 8) }, 1)).relu();
        });
    }

    // ResNet-D of He et al. (2018, arXiv:1812.01187), figure 2. At the border of an odd size a window has one row or column less, and divides by what it has.
    [Theory]
    [InlineData(13, 11)]
    [InlineData(12, 11)]
    [InlineData(12, 10)]
    public void Average_pool_and_projection(long height, long width)
    {
        using var scope = NewDisposeScope();
        using var network = Agreement.Drawn(new OddlyPooled());

        Agreement.Holds(network, "layer2.0.", network.Layer2[0].call, Agreement.Maps(8, height, width), (w, x) =>
        {
            long[] toEven = [0, width % 2, 0, height % 2];
            var y = MeansOfFour(nn.functional.pad(x, toEven)) / MeansOfFour(nn.functional.pad(ones_like(x), toEven));
            return (Residual(w, x) + w.Norm("downsample.2", w.Conv("downsample.1", y))).relu();
        });
    }

    [Theory]
    [InlineData(13, 11)]
    [InlineData(12, 10)]
    public void Max_pool_of_1x1(long height, long width)
    {
        using var scope = NewDisposeScope();
        using var network = Agreement.Drawn(new MaxPooled());

        Agreement.Holds(network, "layer2.0.", network.Layer2[0].call, Agreement.Maps(16, height, width), (w, x) =>
            (Residual(w, x) + EverySecond(x)).relu());
    }

    // Version 2 of Keras Applications: the first unit of a stage projects what is activated, the last one strides and has a 1 x 1 pool of stride 2 beside it.
    [Fact]
    public void The_last_unit_of_a_stage_strides()
    {
        using var scope = NewDisposeScope();
        using var network = Agreement.Drawn(new StrideLast());

        Agreement.Holds(network, "layer1.0.", network.Layer1[0].call, Agreement.Maps(64, 9, 7), (w, x) =>
        {
            var activated = w.Norm("bn1", x).relu();
            return Bottleneck(w, activated) + w.Conv("downsample", activated);
        }, 1.001e-5);
        Agreement.Holds(network, "layer1.1.", network.Layer1[1].call, Agreement.Maps(32, 9, 7), (w, x) => Bottleneck(w, w.Norm("bn1", x).relu()) + x, 1.001e-5);
        Agreement.Holds(network, "layer1.2.", network.Layer1[2].call, Agreement.Maps(32, 9, 7), (w, x) =>
            Bottleneck(w, w.Norm("bn1", x).relu(), 2) + EverySecond(x), 1.001e-5);
    }

    [Fact]
    public void Identity_around_a_stage()
    {
        using var scope = NewDisposeScope();
        using var network = Agreement.Drawn(new AroundStages());

        Agreement.Holds(network, "", x => network.Features(x).Layer1, Agreement.Maps(3, 13, 11), (w, images) =>
        {
            var x = w.Norm("bn1", w.Conv("conv1", images)).relu();
            return network.Layer1.call(x) + x;
        });
    }

    [Fact]
    public void Projection_around_a_stage()
    {
        using var scope = NewDisposeScope();
        using var network = Agreement.Drawn(new AroundStages());

        Agreement.Holds(network, "", x => network.Features(x).Layer2, Agreement.Maps(3, 13, 11), (w, images) =>
        {
            var x = w.Norm("bn1", w.Conv("conv1", images)).relu();
            x = network.Layer1.call(x) + x;
            return network.Layer2.call(x) + w.Norm("shortcut2.1", w.Conv("shortcut2.0", x, 2));
        });
    }

    // The stages' maps are what the network goes on with.
    [Fact]
    public void What_passes_stages_by_reaches_the_scores()
    {
        using var scope = NewDisposeScope();
        using var network = Agreement.Drawn(new AroundStages());

        Agreement.Holds(network, "", network.call, Agreement.Maps(3, 13, 11), (w, images) =>
            network.Features(images).Layer3.mean([2L, 3]).matmul(w["linear.weight"].t()) + w["linear.bias"]);
    }

    private static Tensor Residual(WrittenLayers w, Tensor x) => w.Norm("bn2", w.Conv("conv2", w.Norm("bn1", w.Conv("conv1", x, 2)).relu()));

    private static Tensor Bottleneck(WrittenLayers w, Tensor activated, long stride = 1)
    {
        var y = w.Norm("bn2", w.Conv("conv1", activated)).relu();
        return w.Conv("conv3", w.Norm("bn3", w.Conv("conv2", y, stride)).relu());
    }

    private static Tensor EverySecond(Tensor x) => From(x, 0, 0);

    private static Tensor MeansOfFour(Tensor x) => (From(x, 0, 0) + From(x, 0, 1) + From(x, 1, 0) + From(x, 1, 1)).mul(0.25);

    private static Tensor From(Tensor x, long row, long column) =>
        x.index(TensorIndex.Ellipsis, TensorIndex.Slice(row, null, 2), TensorIndex.Slice(column, null, 2));

    private static Tensor Zeros(Tensor x, long channels) => zeros_like(x.narrow(1, 0, 1)).expand(x.shape[0], channels, x.shape[2], x.shape[3]);
}
