using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Training;
using ResNetGen.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.Training;

/// <summary>The parameters and buffers of a module, as the engine reads and writes them.</summary>
internal sealed unsafe class ModuleTensors
{
    private readonly NetworkGraph graph;
    private readonly nn.Module network;
    private readonly List<(TrainingParameter Parameter, nn.Module Layer, string Name, Tensor Tensor)> tensors = [];

    /// <summary>The batch normalizations: the number of each operation, the layer, and the buffer that counts its batches.</summary>
    private readonly List<(int Number, nn.Module Layer, Tensor Counter)> norms = [];

    /// <summary>The operations that work otherwise in evaluation, with the module whose mode counts.</summary>
    private readonly List<(int Number, nn.Module Module)> modes = [];

    /// <summary>Takes the tensors of a network.</summary>
    /// <exception cref="ArgumentException">The module is another network, or its tensors are not float32 on the CPU.</exception>
    public ModuleTensors(NetworkGraph graph, nn.Module network)
    {
        (this.graph, this.network) = (graph, network);
        Parameters = NetworkTraining.TensorsOf(graph);
        var layers = network.named_modules().ToDictionary(module => module.name, module => module.module, StringComparer.Ordinal);
        foreach (var parameter in Parameters)
        {
            var end = parameter.Key.LastIndexOf('.');
            var name = parameter.Key[(end + 1)..];
            if (!layers.TryGetValue(parameter.Key[..end], out var layer) || Find(layer, name) is not { } tensor || !tensor.shape.SequenceEqual(parameter.Shape))
            {
                throw new ArgumentException($"{parameter.Key} of {string.Join(" x ", parameter.Shape)} is not in '{network.GetName()}'.", nameof(network));
            }

            if (!IsUsable(tensor))
            {
                throw new ArgumentException(
                    $"{parameter.Key} is {tensor.dtype} on {tensor.device}{(tensor.is_contiguous() ? "" : ", and not contiguous")}; networks are compiled in contiguous float32 on the CPU: call the network itself, or convert it before.", nameof(network));
            }

            tensors.Add((parameter, layer, name, tensor));
        }

        norms.AddRange(graph.Operations.Index().Where(pair => pair.Item is BatchNorm).Select(pair => (pair.Index, layers[pair.Item.Key!], Find(layers[pair.Item.Key!], "num_batches_tracked")!)));
        modes.AddRange(norms.Select(norm => (norm.Number, norm.Layer)));
        modes.AddRange(graph.Operations.Index().Where(pair => pair.Item is Dropout).Select(pair => (pair.Index, network)));
        modes.AddRange(graph.Operations.Index().Where(pair => pair.Item is StochasticDepth).Select(pair => (pair.Index, UnitOf(graph, pair.Index) ?? network)));

        // The module in which the last layer of a residual is: its unit, where units are modules.
        nn.Module? UnitOf(NetworkGraph graph, int number) =>
            graph.Operations.Take(number).LastOrDefault(operation => operation.Key is not null)?.Key is { } key && key.Contains('.', StringComparison.Ordinal)
                ? layers.GetValueOrDefault(key[..key.LastIndexOf('.')])
                : null;
    }

    /// <summary>The tensors for the engine.</summary>
    public IReadOnlyList<TrainingParameter> Parameters { get; }

    /// <summary>Whether a parameter is not frozen.</summary>
    public bool HasTrained => tensors.Exists(entry => !entry.Parameter.IsBuffer && entry.Tensor.requires_grad);

    /// <summary>Whether the engine can use a network's tensors: those that are no counters are float32 on the CPU.</summary>
    public static bool CanBeUsed(nn.Module network) => network.state_dict().Values.All(tensor => tensor.dtype == ScalarType.Int64 ? tensor.device_type == DeviceType.CPU : IsUsable(tensor));

    /// <summary>Finds out where the tensors are.</summary>
    /// <exception cref="InvalidOperationException">One was replaced, moved or disposed.</exception>
    public void Bind()
    {
        foreach (var (parameter, layer, name, tensor) in tensors)
        {
            if (tensor.IsInvalid || !ReferenceEquals(Find(layer, name), tensor) || !IsUsable(tensor) || tensor.numel() != parameter.Length)
            {
                throw new InvalidOperationException($"{parameter.Key} was replaced, moved, disposed or laid out anew since the network was compiled: call Compile() again.");
            }

            parameter.Values = TensorAddress.Of(tensor);
        }
    }

    /// <summary>Finds out where the gradients are; parameters without one get zeros, and frozen ones none.</summary>
    /// <exception cref="InvalidOperationException">A gradient is not float32 on the CPU.</exception>
    public void BindGradients()
    {
        foreach (var (parameter, _, _, tensor) in tensors.Where(entry => !entry.Parameter.IsBuffer))
        {
            if (!tensor.requires_grad)
            {
                parameter.Gradient = null;
                continue;
            }

            using var kept = tensor.grad;
            using var made = kept is null ? zeros_like(tensor) : null;
            if (made is not null)
            {
                tensor.grad = made;
            }

            var gradient = (kept ?? made)!;
            if (!IsUsable(gradient) || gradient.numel() != parameter.Length)
            {
                throw new InvalidOperationException($"The gradient of {parameter.Key} is not {string.Join(" x ", parameter.Shape)} contiguous float32 values on the CPU: set it to null.");
            }

            parameter.Gradient = TensorAddress.Of(gradient);
        }
    }

    /// <summary>Copies of the tensors, with gradients of their own where parameters are not frozen.</summary>
    public TensorMemory Copy()
    {
        var copy = new TensorMemory(NetworkTraining.TensorsOf(graph));
        foreach (var (to, from) in copy.Tensors.Zip(tensors))
        {
            from.Parameter.ValueSpan.CopyTo(to.ValueSpan);
            to.Gradient = from.Tensor.requires_grad ? to.Gradient : null;
        }

        return copy;
    }

    /// <summary>How the operations work now.</summary>
    /// <param name="seed">Gives the seed of what is left out at random.</param>
    public TrainingMode Mode(Func<ulong> seed)
    {
        if (!modes.Exists(operation => operation.Module.training))
        {
            return TrainingMode.Evaluation;
        }

        bool[]? inEvaluation = null;
        foreach (var (number, _) in modes.Where(operation => !operation.Module.training))
        {
            (inEvaluation ??= new bool[graph.Operations.Count])[number] = true;
        }

        return new TrainingMode(isTraining: true, seed(), inEvaluation);
    }

    /// <summary>Counts a batch where running statistics have changed.</summary>
    public void CountBatch(TrainingMode mode, Func<int, bool> isLeftOut)
    {
        foreach (var (number, _, counter) in norms.Where(norm => mode.IsTraining(norm.Number) && !isLeftOut(norm.Number)))
        {
            (*(long*)TensorAddress.Of(counter))++;
        }
    }

    private static Tensor? Find(nn.Module layer, string name) => layer.has_parameter(name) ? layer.get_parameter(name) : layer.has_buffer(name) ? layer.get_buffer(name) : null;

    /// <summary>Whether the engine can read a tensor where it is.</summary>
    public static bool IsUsable(Tensor tensor) => tensor is { dtype: ScalarType.Float32, device_type: DeviceType.CPU } && tensor.is_contiguous();
}
