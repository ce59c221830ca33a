using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Inference.Steps;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.Inference.Binding;

/// <summary>A program with a network's layers: every step of the whole network, one after another.</summary>
internal sealed class BoundProgram
{
    private readonly NetworkWeights network;

    private BoundProgram(NetworkWeights network, IReadOnlyList<BoundStep> steps, int buffers, int output)
    {
        this.network = network;
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

        return new BoundProgram(weights, steps, program.Buffers + 1, places[0]);
    }

    /// <summary>Whether all weights are numbers of this type, on this kind of device.</summary>
    public bool Has(ScalarType type, DeviceType device) => network.Have(type, device);

    /// <summary>The steps with their weights, each folded as it is asked for. They are the caller's.</summary>
    /// <param name="disposesLayers">Whether a part's layers are disposed once all of its steps are folded, so that the network is never there twice.</param>
    public IEnumerable<FoldedStep> Fold(bool disposesLayers)
    {
        for (var i = 0; i < Steps.Count; i++)
        {
            yield return Steps[i].Fold();
            if (disposesLayers && (i + 1 == Steps.Count || Steps[i + 1].Layers != Steps[i].Layers))
            {
                Steps[i].Layers.Dispose();
            }
        }
    }

    private static BoundStep Bind(Step step, int[] places, PartWeights layers, double survival)
    {
        var kept = places.Length;
        int Place(int buffer) => buffer switch { Buffer.Image => Buffer.Image, Buffer.Kept => kept, _ => places[buffer] };
        var placed = new PlacedStep(
            step,
            [.. step.From.Select(Place)],
            Place(step.To),
            [.. step.After.Select(operation => operation is PostAddition addition ? new PostAddition(Place(addition.Buffer)) : operation)]);
        return new BoundStep(placed, layers, survival);
    }
}
