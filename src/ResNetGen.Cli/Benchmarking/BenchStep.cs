using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Data;
using ResNetGen.Inference;
using ResNetGen.Modules;
using ResNetGen.Torch;
using ResNetGen.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetGen.Cli.Benchmarking;

/// <summary>One step of a network on random images, which lie in memory as a trainer lays them, ready to be repeated.</summary>
internal sealed class BenchStep : IDisposable
{
    // Momentum and weight decay are those of He et al. (2015, arXiv:1512.03385), section 4.2. The rate is 0: a network that goes on to learn one
    // batch by heart has gradients too small for normal numbers, on which a processor is ten times slower, and the time would tell of that.
    private const double LearningRate = 0;
    private const double Momentum = 0.9;
    private const double WeightDecay = 1e-4;

    private readonly nn.Module<Tensor, Tensor> network;
    private readonly InferenceNetwork? inference;
    private readonly CompiledNetwork? compiled;
    private readonly Tensor images;
    private readonly Tensor labels;
    private readonly SGD? optimizer;
    private readonly CompiledOptimizer? compiledOptimizer;
    private readonly Precision precision;

    /// <summary>A step of <paramref name="batch"/> images. It takes the network over: one for inference needs it no longer than its weights are folded.</summary>
    public BenchStep(nn.Module<Tensor, Tensor> network, FeatureShape input, int classes, BenchMode mode, int batch, TrainingOptions options)
    {
        precision = options.Precision;
        using var random = randn(new long[] { batch, input.Channels, input.Height, input.Width });
        images = ImageLayout.ChannelsLast(random);
        labels = randint(classes, new long[] { batch }, dtype: ScalarType.Int64);
        network.train(mode == BenchMode.Train);
        foreach (var stage in ((IGeneratedNetwork)network).Stages.OfType<IStage>())
        {
            stage.GradCheckpointing = options.GradCheckpointing;
        }

        this.network = network;
        if (mode == BenchMode.Infer)
        {
            this.network = inference = ((IGeneratedNetwork)network).ToInference(new InferenceOptions { Precision = precision, DisposesNetwork = true });
        }

        if (mode == BenchMode.Train)
        {
            compiled = CompiledNetwork.For(network, options);
            optimizer = optim.SGD(network.parameters(), LearningRate, Momentum, 0, WeightDecay);
            compiledOptimizer = compiled is null ? null : CompiledOptimizer.For(optimizer);
        }
    }

    /// <summary>Does it once.</summary>
    public void Run()
    {
        using var scope = NewDisposeScope();
        if (optimizer is null)
        {
            using var untracked = no_grad();
            Scores();
            return;
        }

        optimizer.zero_grad();
        nn.functional.cross_entropy(Scores(), labels).backward();
        if (compiledOptimizer is not null)
        {
            compiledOptimizer.Step();
            return;
        }

        optimizer.step();
    }

    private Tensor Scores()
    {
        if (precision == Precision.Full || inference is not null || compiled is not null)
        {
            return (compiled ?? network).call(images);
        }

        using var autocast = new Autocast(images.device);
        return network.call(images).@float();
    }

    /// <summary>The engine of the network for inference, or <c>compiled</c> for a training step by the engine; null for TorchSharp's eager mode.</summary>
    public string? Engine => inference?.Engine ?? (compiled is null ? null : "compiled");

    /// <summary>Products that an instruction makes in the dtype of the network, for each that it makes in float32.</summary>
    public int PeakFactor => precision == Precision.Mixed && FallbackReason is null ? 2 : 1;

    /// <summary>Why the network for inference computes in another type than asked for; null where it does not.</summary>
    public string? FallbackReason => inference?.FallbackReason;

    /// <summary>Where the time of the network for inference goes, or that of compiled passes; null for TorchSharp's eager mode.</summary>
    public IReadOnlyList<StepTime>? Profile() => inference?.Profile(images) ?? compiled?.Profile(images);

    /// <summary>Releases all of it.</summary>
    public void Dispose()
    {
        compiledOptimizer?.Dispose();
        compiled?.Dispose();
        network.Dispose();
        optimizer?.Dispose();
        labels.Dispose();
        images.Dispose();
    }
}
