using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ResNetGen.Weights.Keras.Hdf5;
using static TorchSharp.torch;

namespace ResNetGen.Weights.Keras;

/// <summary>Weights as Keras' <c>save_weights</c> writes them (<c>.h5</c>), by the machine's HDF5 library.</summary>
public static class KerasFile
{
    // What an attribute can hold, as Keras counts.
    private const int MostBytes = 64_512;

    // The order in which Keras has them.
    private static readonly string[] Order = ["kernel", "gamma", "bias", "beta", "moving_mean", "moving_variance"];

    /// <summary>Writes tensors: a layer for each key without its last name. The file is there whole or not at all.</summary>
    /// <remarks>The counters of batches that PyTorch's norms have, and Keras' do not, are kept as attributes, which Keras passes over.</remarks>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="tensors">The tensors, on any device and in any layout.</param>
    /// <param name="metadata">Texts to keep with them, as attributes, which Keras passes over.</param>
    /// <exception cref="ArgumentException">A tensor is of no layer, since its name has no dot, or is not of floating-point numbers and no counter.</exception>
    /// <exception cref="WeightsException">The machine has no HDF5 library.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        KerasReader.RequireLibrary(path);
        var layers = tensors.Select(pair => LayerTensor.Of(pair.Key, pair.Value)).GroupBy(tensor => tensor.Layer).ToList();
        var bytes = BytesOf(layers, metadata);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    private static byte[] BytesOf(List<IGrouping<string, LayerTensor>> layers, IReadOnlyDictionary<string, string>? metadata)
    {
        lock (NativeHdf5.Gate)
        {
            try
            {
                using var file = Hdf5Writer.Create();
                file.AddText("/", "backend", "tensorflow");
                file.AddText("/", "keras_version", "2.4.0");
                file.AddText("/", KerasLayout.OwnNames, "named by key");
                foreach (var (name, text) in (metadata ?? new Dictionary<string, string>()).OrderBy(text => text.Key, StringComparer.Ordinal))
                {
                    file.AddText("/", name, text);
                }

                AddNames(file, "/", "layer_names", [.. layers.Select(layer => layer.Key)]);
                foreach (var layer in layers)
                {
                    AddLayer(file, layer.Key, [.. layer]);
                }

                return file.ToArray();
            }
            catch (Hdf5Exception error)
            {
                throw new IOException(error.Message, error);
            }
        }
    }

    private static void AddLayer(Hdf5Writer file, string layer, LayerTensor[] tensors)
    {
        var isOfNorm = tensors.Any(tensor => tensor.Name == "weight" && tensor.Tensor.dim() == 1);
        var variables = tensors.Where(tensor => !tensor.IsCounter)
            .Select(tensor => (Variable: KerasVariable.ToKeras(tensor.Name, (int)tensor.Tensor.dim(), isOfNorm), tensor.Tensor))
            .OrderBy(variable => Array.IndexOf(Order, variable.Variable) is var place and >= 0 ? place : Order.Length)
            .ToList();
        file.AddGroup(layer);
        file.AddGroup($"{layer}/{layer}");
        AddNames(file, layer, "weight_names", [.. variables.Select(variable => $"{layer}/{variable.Variable}:0")]);
        foreach (var (variable, tensor) in variables)
        {
            using var scope = NewDisposeScope();
            var numbers = tensor.detach().cpu();

            // Numbers of two bytes are numbers of four as well.
            numbers = numbers.dtype == ScalarType.Float64 ? numbers : numbers.@float();
            numbers = KerasVariable.OrderToKeras(variable, (int)numbers.dim()) is { } order ? numbers.permute(order) : numbers;
            numbers = numbers.contiguous();
            file.Add(new Hdf5Array($"{layer}/{layer}/{variable}:0", numbers.shape, numbers.dtype == ScalarType.Float64), numbers.bytes);
        }

        foreach (var counter in tensors.Where(tensor => tensor.IsCounter))
        {
            file.AddNumber(layer, KerasLayout.Counter, counter.Tensor.cpu().item<long>());
        }
    }

    /// <summary>Writes a list of names, cut into several where it is too long for one attribute, as Keras does.</summary>
    private static void AddNames(Hdf5Writer file, string group, string attribute, string[] names)
    {
        var longest = Math.Max(1, names.Select(System.Text.Encoding.UTF8.GetByteCount).DefaultIfEmpty().Max());
        var parts = names.Chunk(Math.Max(1, MostBytes / longest)).ToArray();
        if (parts.Length <= 1)
        {
            file.AddTexts(group, attribute, names);
            return;
        }

        for (var i = 0; i < parts.Length; i++)
        {
            file.AddTexts(group, FormattableString.Invariant($"{attribute}{i}"), parts[i]);
        }
    }
}
