using System;
using System.IO;
using System.Linq;
using ResNetGen.Weights;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests;

/// <summary>Files of weights say for which of networks with equal keys and shapes they are, and a head for other classes can be left out.</summary>
public sealed class WeightsOfVariantsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("resnetgen-").FullName;

    [SkippableTheory]
    [InlineData("net.safetensors", VariantMatch.Same)]
    [InlineData("net.pth", VariantMatch.Same)]
    [InlineData("net.h5", VariantMatch.Same)]
    [InlineData("net.dat", VariantMatch.Unknown)]
    public void A_file_says_which_network_it_is_for(string name, VariantMatch match)
    {
        RequireFormat(name);
        using var scope = NewDisposeScope();
        using var network = new StridedFirst();
        using var same = new StridedFirst();
        var path = Path.Combine(folder, name);
        WeightsFile.Save(path, network);

        var result = WeightsFile.Load(same, path);

        Assert.Equal((match, 0), (result.Variant, result.Differences.Count));
        Assert.All(network.state_dict(), entry => Assert.Equal(entry.Value.bytes.ToArray(), same.state_dict()[entry.Key].bytes.ToArray()));
    }

    [SkippableTheory]
    [InlineData("net.safetensors")]
    [InlineData("net.pth")]
    [InlineData("net.h5")]
    public void Weights_of_a_twin_are_told_apart(string name)
    {
        RequireFormat(name);
        using var scope = NewDisposeScope();
        using var network = new StridedFirst();
        using var twin = new StridedMiddle();
        var path = Path.Combine(folder, name);
        WeightsFile.Save(path, network);

        var result = WeightsFile.Load(twin, path);

        Assert.Equal(VariantMatch.Different, result.Variant);
        Assert.Equal(["stridedConvolution: first, here as usual"], result.Differences);

        // They compute different scores with the same weights: that is why it matters.
        var images = randn(2, 3, 32, 32);
        network.eval();
        twin.eval();
        Assert.False(network.call(images).allclose(twin.call(images), atol: 1e-3));
    }

    [Fact]
    public void A_class_for_inference_loads_the_weights_of_its_own_variant_alone()
    {
        using var scope = NewDisposeScope();
        using var network = new StridedFirst();
        var path = Path.Combine(folder, "net.safetensors");
        WeightsFile.Save(path, network);
        var images = randn(2, 3, 32, 32);
        network.eval();

        using (var same = StridedFirstForInference.Load(path))
        {
            Assert.Equal(network.call(images).data<float>().ToArray(), same.Predict(images.data<float>().ToArray()), (a, b) => Math.Abs(a - b) < 1e-4);
        }

        var error = Assert.Throws<WeightsException>(() => StridedMiddleForInference.Load(path));
        Assert.Contains("another variant of StridedMiddleForInference (stridedConvolution: first, here as usual)", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_head_for_other_classes_stays_as_it_is()
    {
        using var scope = NewDisposeScope();
        using var network = new StridedFirst();
        using var other = new SevenClasses();
        var path = Path.Combine(folder, "net.safetensors");
        WeightsFile.Save(path, network);
        var head = other.Fc.weight!.clone();

        var error = Assert.Throws<WeightsException>(() => WeightsFile.Load(other, path));
        var result = WeightsFile.Load(other, path, skipHead: true);

        Assert.Equal(
            string.Join('\n', [
                "is not for this network, and nothing of it was loaded:",
                "  other shape: fc.bias is 10 in the file, 7 in the network",
                "  other shape: fc.weight is 10 x 128 in the file, 7 x 128 in the network",
                "All of it is about the last layer, which --skip-head, or skipHead in code, leaves as it is.",
            ]),
            error.Problem);
        Assert.Equal(["fc.bias", "fc.weight"], result.Missing);
        Assert.Equal(["fc.bias", "fc.weight"], result.Unexpected);
        Assert.Equal(head.bytes.ToArray(), other.Fc.weight!.bytes.ToArray());
        Assert.All(network.state_dict().Where(entry => !entry.Key.StartsWith("fc.", StringComparison.Ordinal)), entry => Assert.Equal(entry.Value.bytes.ToArray(), other.state_dict()[entry.Key].bytes.ToArray()));
    }

    [Fact]
    public void Without_a_head_there_is_none_to_skip()
    {
        using var network = new FeaturesOnly();
        var path = Path.Combine(folder, "net.safetensors");
        WeightsFile.Save(path, network);

        Assert.Contains("is no generated network with a classifier", Assert.Throws<ArgumentException>(() => WeightsFile.Load(network, path, skipHead: true)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void RequireFormat(string name) => Peer.Require(
        !name.EndsWith(".h5", StringComparison.Ordinal) || ResNetGen.Weights.Keras.Hdf5.NativeHdf5.IsThere, "This machine has no HDF5 library; on Debian: apt-get install libhdf5-103-1.");
}
