using BenchmarkDotNet.Attributes;
using ResNetGen.Inference;
using ResNetGen.Models;
using ResNetGen.Training;
using static TorchSharp.torch;

namespace ResNetGen.Benchmarks;

/// <summary>One image through ResNet-20: what a call takes and allocates, by the network itself and by that for inference.</summary>
[Config(typeof(InProcess))]
[MemoryDiagnoser]
public class InferenceCall
{
    private nn.Module<Tensor, Tensor> _network = null!;
    private InferenceNetwork _full = null!;
    private InferenceNetwork _mixed = null!;
    private Tensor _images = null!;

    [GlobalSetup]
    public void Setup()
    {
        var network = new ResNet20();
        network.eval();
        _network = network;
        _full = network.ToInference();
        _mixed = network.ToInference(new InferenceOptions { Precision = Precision.Mixed });
        _images = randn(1, 3, 32, 32);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _images.Dispose();
        _mixed.Dispose();
        _full.Dispose();
        _network.Dispose();
    }

    /// <summary>The network itself, in evaluation mode and unrecorded.</summary>
    [Benchmark(Baseline = true)]
    public void Network()
    {
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        _network.call(_images);
    }

    /// <summary>The network for inference.</summary>
    [Benchmark]
    public void Inference() => _full.call(_images).Dispose();

    /// <summary>The same in bfloat16.</summary>
    [Benchmark]
    public void InferenceMixed() => _mixed.call(_images).Dispose();
}
