using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Inference.Steps;
using static TorchSharp.torch;

namespace ResNetGen.Inference.Binding;

/// <summary>A program with its weights: every step of the whole network, one after another. It owns the tensors.</summary>
internal sealed class BoundProgram : IDisposable
{
    private BoundProgram(IReadOnlyList<BoundStep> steps, int buffers, int output)
    {
        Steps = steps;
        Buffers = buffers;
        Output = output;
    }

    /// <summary>The steps.</summary>
    public IReadOnlyList<BoundStep> Steps { get; }

    /// <summary>How many buffers there are. What a program keeps has a number here, the last.</summary>
    public int Buffers { get; }

    /// <summary>The buffer of what the network gives.</summary>
    public int Output { get; }

    /// <summary>A program with the weights of a network.</summary>
    /// <param name="program">The program.</param>
    /// <param name="stateDict">The weights, in their order.</param>
    /// <exception cref="ArgumentException">The weights are of another network.</exception>
    public static BoundProgram Bind(InferenceProgram program, IEnumerable<KeyValuePair<string, Tensor>> stateDict)
    {
        using var noGradient = no_grad();
        var weights = new NetworkWeights(stateDict);
        var places = Enumerable.Range(0, program.Buffers).ToArray();
        var steps = new List<BoundStep>();
        foreach (var part in program.Parts)
        {
            for (var time = 0; time < part.Times; time++)
            {
                var layers = weights.Of(part.FirstLayer + (time * part.Layers.Count), part.Layers);
                var survival = part.FirstUnit > 0 && program.Survival is { } of ? of(part.FirstUnit + time) : 1;
                steps.AddRange(part.Steps.Select(step => Bind(step, places, layers, survival)));
                (places[0], places[part.Output]) = (places[part.Output], places[0]);
            }
        }

        return new BoundProgram(steps, program.Buffers + 1, places[0]);
    }

    /// <summary>The same with weights of another type of number. It takes over what this one owns.</summary>
    public BoundProgram In(ScalarType type)
    {
        using var noGradient = no_grad();
        return new BoundProgram([.. Steps.Select(step => step with { Weights = [.. step.Weights.Select(Taken)] })], Buffers, Output);

        Tensor? Taken(Tensor? tensor)
        {
            if (tensor is null || tensor.dtype == type)
            {
                return tensor;
            }

            using (tensor)
            {
                return Converted(tensor, type).DetachFromDisposeScope();
            }
        }
    }

    /// <summary>A tensor in another type of number; the tensor itself where it is so already.</summary>
    /// <remarks>By a copy: of <c>to</c>, the releases of TorchSharp have no form in common that takes a type.</remarks>
    public static Tensor Converted(Tensor tensor, ScalarType type) => tensor.dtype == type ? tensor : tensor.empty_like(type).copy_(tensor);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in Steps.SelectMany(step => step.Weights))
        {
            tensor?.Dispose();
        }
    }

    private static BoundStep Bind(Step step, int[] places, PartWeights layers, double survival)
    {
        var kept = places.Length;

        // What folding makes on the way, in double precision, goes before the next layer: of all together it would be some times the network.
        using var scope = NewDisposeScope();
        int Place(int buffer) => buffer switch { Buffer.Image => Buffer.Image, Buffer.Kept => kept, _ => places[buffer] };
        var tensors = step.Fold(layers, survival);
        foreach (var tensor in tensors)
        {
            tensor?.DetachFromDisposeScope();
        }

        return new BoundStep(
            step,
            [.. step.From.Select(Place)],
            Place(step.To),
            [.. step.After.Select(operation => operation is PostAddition addition ? new PostAddition(Place(addition.Buffer)) : operation)],
            tensors);
    }
}
