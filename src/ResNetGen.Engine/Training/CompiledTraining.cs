using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Inference;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Weights;

namespace ResNetGen.Engine.Training;

/// <summary>The result of a training step.</summary>
/// <param name="Loss">The mean cross-entropy of the batch before the step.</param>
/// <param name="Correct">The images whose largest logit was that of their class.</param>
/// <param name="GradientNorm">The norm of all gradients together, before they were clipped.</param>
public readonly record struct TrainingStepResult(double Loss, int Correct, double GradientNorm);

/// <summary>
/// Trains a network on cross-entropy by the engine alone, in float32 on the CPU: forward, loss, backward, clipping and the optimizer's step over memory of its own.
/// Needs no TorchSharp. The same weights, images, seed and number of threads give the same bits.
/// </summary>
/// <example><code>
/// using var training = new CompiledTraining(Net.Graph, InitialWeights.Of(Net.Graph, seed: 1), new CompiledTrainingOptions { WeightDecay = 5e-4 });
/// for (var step = 0; step &lt; steps; step++)
/// {
///     var result = training.Step(images, labels, learningRate: 0.1);
/// }
///
/// training.Save("net.safetensors", Net.Info);
/// </code></example>
public sealed unsafe class CompiledTraining : IDisposable
{
    private readonly CompiledTrainingOptions options;
    private readonly TensorMemory memory;
    private readonly TensorMemory? average;
    private readonly NetworkTraining training;
    private readonly ParameterUpdate update;
    private readonly UnlockedWeights unlocked;
    private readonly TrainingParameter[] buffers;
    private readonly float[][] buffersBefore;
    private readonly Lock gate = new();
    private InferenceSession? session;
    private long batches;
    private double loss;
    private int correct, pending;
    private bool isDisposed;

    /// <summary>Prepares the training of a network.</summary>
    /// <param name="graph">The network, whose output are logits.</param>
    /// <param name="weights">The weights to begin with: <see cref="InitialWeights"/>, or those of a file (<see cref="SafeTensorsWeights"/>). They are copied.</param>
    /// <param name="options">How steps are made; null for the usual way.</param>
    /// <exception cref="ArgumentException">
    /// The weights are those of another network or are not finite, an option is out of its range, the processor has no such element type, or the output are feature maps.
    /// </exception>
    /// <exception cref="ResNetGen.Weights.WeightsException">The weights come from a file, and are those of another network or are not finite.</exception>
    /// <exception cref="PlatformNotSupportedException">The program is compiled ahead of time without the processor's vector instructions.</exception>
    public CompiledTraining(NetworkGraph graph, INetworkWeights weights, CompiledTrainingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(weights);
        this.options = options ?? new CompiledTrainingOptions();
        this.options.Check();
        if (graph.Output.Height > 0)
        {
            throw new ArgumentException($"Cross-entropy takes logits, and the network's output are feature maps of {graph.Output.Channels} x {graph.Output.Height} x {graph.Output.Width}.", nameof(graph));
        }

        if (CompiledInstructions.Problem is { } problem)
        {
            throw new PlatformNotSupportedException(problem);
        }

        var kernels = KernelSet.Require(null, this.options.DType);
        (DType, FallbackReason) = (kernels.DType, MissingKernels.FallbackReason(this.options.DType, kernels.DType));
        WeightCheck.Require(graph, weights);
        Graph = graph;
        memory = new TensorMemory(NetworkTraining.TensorsOf(graph));
        try
        {
            foreach (var tensor in memory.Tensors)
            {
                weights.ReadFinite(tensor.Key).CopyTo(tensor.ValueSpan);
            }
        }
        catch
        {
            memory.Dispose();
            throw;
        }

        training = new NetworkTraining(graph, memory.Tensors, TrainingPurpose.Loss, this.options.Threads, kernels, this.options.GradCheckpointing)
        {
            LabelSmoothing = (float)this.options.LabelSmoothing,
        };
        update = this.options.Optimizer.Make(memory.Tensors, tensor => this.options.DecayNormsAndBiases || tensor.Shape.Count > 1 ? this.options.WeightDecay : 0);
        if (this.options.AverageDecay is not null)
        {
            average = new TensorMemory(NetworkTraining.TensorsOf(graph));
            memory.Values.CopyTo(average.Values);
        }

        unlocked = new UnlockedWeights((average ?? memory).Tensors);
        Weights = new LockedWeights(this);
        buffers = [.. memory.Tensors.Where(tensor => tensor.IsBuffer)];
        buffersBefore = [.. buffers.Select(buffer => new float[buffer.Length])];
    }

    /// <summary>The network.</summary>
    public NetworkGraph Graph { get; }

    /// <summary>The element type of feature maps.</summary>
    public DType DType { get; }

    /// <summary>Why float32 is computed although the options ask for bfloat16, which needs executable memory; null where it is not.</summary>
    public string? FallbackReason { get; }

    /// <summary>How many steps there have been.</summary>
    public long Steps => update.Steps;

    /// <summary>The weights as they are now, or their average (<see cref="CompiledTrainingOptions.AverageDecay"/>): for a network for inference, or to begin with again. They follow later steps.</summary>
    public INetworkWeights Weights { get; }

    /// <summary>Makes a step: computes the gradients of a batch and updates the parameters.</summary>
    /// <param name="images">N x C x H x W values, in the size of <see cref="NetworkGraph.Input"/>.</param>
    /// <param name="labels">N classes.</param>
    /// <param name="learningRate">The learning rate: above 0.</param>
    /// <exception cref="ArgumentException">The images, the labels or the rate do not fit, or a norm would have one value for each channel. Nothing has changed then, here and below.</exception>
    /// <exception cref="NotFiniteNumberException">The loss or a gradient is infinite or NaN.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Accumulate"/> has added gradients that <see cref="Update"/> has not taken.</exception>
    /// <exception cref="ObjectDisposedException">The training is disposed.</exception>
    public TrainingStepResult Step(ReadOnlySpan<float> images, ReadOnlySpan<int> labels, double learningRate) => Step(images, labels, default, 1, learningRate);

    /// <summary>Makes a step on mixed images: Zhang et al. (2018, arXiv:1710.09412), mixup.</summary>
    /// <param name="images">N x C x H x W values, each image a mix of two.</param>
    /// <param name="labels">The classes of the first images of the mixes.</param>
    /// <param name="mixedLabels">The classes of the second images.</param>
    /// <param name="lambda">The share of the first images: from 0 to 1.</param>
    /// <param name="learningRate">The learning rate: above 0.</param>
    /// <inheritdoc cref="Step(ReadOnlySpan{float}, ReadOnlySpan{int}, double)" path="/exception"/>
    public TrainingStepResult Step(ReadOnlySpan<float> images, ReadOnlySpan<int> labels, ReadOnlySpan<int> mixedLabels, double lambda, double learningRate)
    {
        lock (gate)
        {
            RequireRate(learningRate);
            if (pending > 0)
            {
                throw new InvalidOperationException("Accumulate has added gradients of other batches: call Update for a step of them first.");
            }

            AddGradients(images, labels, mixedLabels, lambda);
            return UpdateParameters(learningRate);
        }
    }

    /// <summary>Computes the gradients of a batch and adds them to those of batches before, whose mean <see cref="Update"/> takes: for steps of more images than memory holds. When a batch fails, those before it are dropped too.</summary>
    /// <param name="images">N x C x H x W values, in the size of <see cref="NetworkGraph.Input"/>.</param>
    /// <param name="labels">N classes.</param>
    /// <inheritdoc cref="Step(ReadOnlySpan{float}, ReadOnlySpan{int}, double)" path="/exception"/>
    public void Accumulate(ReadOnlySpan<float> images, ReadOnlySpan<int> labels)
    {
        lock (gate)
        {
            AddGradients(images, labels, default, 1);
        }
    }

    /// <summary>Makes a step of the gradients that <see cref="Accumulate"/> has added.</summary>
    /// <param name="learningRate">The learning rate: above 0.</param>
    /// <exception cref="InvalidOperationException">There are no gradients.</exception>
    /// <inheritdoc cref="Step(ReadOnlySpan{float}, ReadOnlySpan{int}, double)" path="/exception"/>
    public TrainingStepResult Update(double learningRate)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            RequireRate(learningRate);
            return pending > 0 ? UpdateParameters(learningRate) : throw new InvalidOperationException("There are no gradients to make a step of: call Accumulate first.");
        }
    }

    /// <summary>The logits of images in evaluation, by the weights as they are now.</summary>
    /// <param name="images">N x C x H x W values, in the size of <see cref="NetworkGraph.Input"/>.</param>
    /// <returns>N logits for each class.</returns>
    /// <exception cref="ArgumentException">The number of values is not a multiple of C x H x W, or a step has made weights infinite or NaN.</exception>
    /// <exception cref="ObjectDisposedException">The training is disposed.</exception>
    public float[] Predict(ReadOnlySpan<float> images)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            session ??= new InferenceSession(Graph, unlocked, new InferenceSessionOptions { Threads = options.Threads });
            var logits = new float[checked(session.CountOf(images) * session.OutputLength)];
            session.Run(images, logits);
            return logits;
        }
    }

    /// <summary>Writes the weights, with the network's variant, as a safetensors file that a network for inference and a TorchSharp module load. The file is there whole or not at all.</summary>
    /// <param name="path">The path; a file that is there is replaced.</param>
    /// <param name="network">What is known of the network.</param>
    /// <param name="metadata">Texts to keep with the weights.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder may not be written.</exception>
    /// <exception cref="ObjectDisposedException">The training is disposed.</exception>
    public void Save(string path, NetworkInfo network, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(network);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            SafeTensorsFile.Write(
                path,
                (average ?? memory).Tensors.Select(tensor => (tensor.Key, tensor.Shape, tensor.ValueSpan.ToArray())),
                Graph.Operations.OfType<BatchNorm>().Select(norm => (norm.Key + ".num_batches_tracked", batches)),
                ResNetGen.Weights.NetworkVariant.TextsOf(network.Name, network.Variant, metadata));
        }
    }

    /// <summary>Releases the memory. A step under way ends first.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            session?.Dispose();
            training.Dispose();
            update.Dispose();
            memory.Dispose();
            average?.Dispose();
        }
    }

    private static void RequireRate(double learningRate)
    {
        if (!(learningRate > 0 && float.IsFinite((float)learningRate)))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The learning rate is {learningRate}; it has to be above 0."), nameof(learningRate));
        }
    }

    private void AddGradients(ReadOnlySpan<float> images, ReadOnlySpan<int> labels, ReadOnlySpan<int> mixedLabels, double lambda)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        var count = images.Length / Graph.Input.Length;
        training.RequireLabels(labels, count);
        if (lambda is not (>= 0 and <= 1))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"lambda is {lambda}; it has to be from 0 to 1."), nameof(lambda));
        }

        if (lambda < 1)
        {
            training.RequireLabels(mixedLabels, count);
        }

        for (var i = 0; pending == 0 && i < buffers.Length; i++)
        {
            buffers[i].ValueSpan.CopyTo(buffersBefore[i]);
        }

        using var call = training.Forward(images, (count, Graph.Input.Height, Graph.Input.Width), new TrainingMode(isTraining: true, ((ulong)(uint)options.Seed << 32) + (ulong)batches));
        var batchLoss = training.Backward(call, labels, mixedLabels, (float)lambda);
        if (!double.IsFinite(batchLoss))
        {
            Forget();
            throw new NotFiniteNumberException(string.Create(CultureInfo.InvariantCulture, $"The loss of step {Steps + 1} is {batchLoss}: the learning rate may be too large, or an image holds NaN or infinite values."), batchLoss);
        }

        (loss, correct, pending, batches) = (loss + batchLoss, correct + training.Correct, pending + 1, batches + 1);
        ForgetSession();
    }

    private TrainingStepResult UpdateParameters(double learningRate)
    {
        var norm = GradientNorm.Of(memory.Tensors) / pending;
        if (!double.IsFinite(norm))
        {
            Forget();
            throw new NotFiniteNumberException(string.Create(CultureInfo.InvariantCulture, $"The gradients of step {Steps + 1} are infinite or NaN: the learning rate may be too large."), norm);
        }

        var result = new TrainingStepResult(loss / pending, correct, norm);
        update.Step(learningRate, GradientNorm.FactorFor(norm, options.ClipNorm) / pending, options.Threads);
        if (average is not null)
        {
            var steps = Steps - 1;
            average.Follow(memory, Math.Min(options.AverageDecay!.Value, (1.0 + steps) / (10.0 + steps)));
        }

        memory.ClearGradients();
        (loss, correct, pending) = (0, 0, 0);
        ForgetSession();
        return result;
    }

    // The session has the weights of an earlier step.
    private void ForgetSession()
    {
        session?.Dispose();
        session = null;
    }

    // After a step that failed, everything is as it was before the step.
    private void Forget()
    {
        ForgetSession();
        batches -= pending;
        for (var i = 0; i < buffers.Length; i++)
        {
            buffersBefore[i].CopyTo(buffers[i].ValueSpan);
        }

        memory.ClearGradients();
        (loss, correct, pending) = (0, 0, 0);
    }

    private float[] ReadWeights(string key)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            return unlocked.Read(key);
        }
    }

    /// <summary>Tensors in memory as the weights of a network, for a caller that has the lock. A session may read them on several threads.</summary>
    private sealed class UnlockedWeights(IReadOnlyList<TrainingParameter> tensors) : INetworkWeights
    {
        private readonly Dictionary<string, TrainingParameter> byKey = tensors.ToDictionary(tensor => tensor.Key, StringComparer.Ordinal);

        public IReadOnlyList<long>? ShapeOf(string key) => byKey.TryGetValue(key, out var tensor) ? tensor.Shape : null;

        public float[] Read(string key) => byKey[key].ValueSpan.ToArray();

        public void Release(string layer)
        {
        }
    }

    /// <summary>The weights for others, read between steps.</summary>
    private sealed class LockedWeights(CompiledTraining training) : INetworkWeights
    {
        public IReadOnlyList<long>? ShapeOf(string key) => training.unlocked.ShapeOf(key);

        public float[] Read(string key) => training.ReadWeights(key);

        public void Release(string layer)
        {
        }
    }
}
