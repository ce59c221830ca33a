using ResNetGen.Inference;
using ResNetGen.Training;
using static TorchSharp.torch;

namespace ResNetGen.Models.Tests;

/// <summary>Each network of the zoo, at the size that it was published for, gives the same for inference.</summary>
public sealed class InferenceAgreementTests
{
    public static TheoryData<string> Names => [.. Zoo.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_network_for_inference_gives_the_same_logits(string name) => AssertAgree(name, batch: 1, Precision.Full);

    // Of a batch each thread takes images of its own, few at a time while feature maps are large and more once they are small.
    [Theory]
    [InlineData("resnet18", 25)]
    [InlineData("resnet50", 17)]
    [InlineData("densenet121", 18)]
    [InlineData("preresnet164", 33)]
    public void So_it_does_where_a_batch_goes_through_in_phases(string name, int batch) => AssertAgree(name, batch, Precision.Full);

    // Convolutions grouped, dilated, of large kernels, and of channels that do not fill blocks; dense units.
    [Theory]
    [InlineData("resnet50", 1)]
    [InlineData("resnet50", 17)]
    [InlineData("preresnet164", 33)]
    [InlineData("densenet121", 2)]
    [InlineData("resnext50_32x4d", 2)]
    [InlineData("wide_resnet50_2", 1)]
    public void In_bfloat16_it_gives_nearly_the_same(string name, int batch) => AssertAgree(name, batch, Precision.Mixed);

    private static void AssertAgree(string name, int batch, Precision precision)
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        using var network = Zoo.CreateTrained(name);
        using var inference = ((IGeneratedNetwork)network).ToInference(new InferenceOptions { Precision = precision });
        var input = Zoo.PlanOf(name).Input;
        var images = randn(batch, input.Channels, input.Height, input.Width);

        var expected = network.call(images);
        var given = inference.call(images);

        Assert.Equal(expected.shape, given.shape);
        Assert.InRange(expected.sub(given).abs().max().item<float>() / expected.abs().max().item<float>(), 0, precision == Precision.Full ? 1e-4 : 0.03);
    }
}
