using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ResNetGen.Engine.Weights;
using static TorchSharp.torch;

namespace ResNetGen.Weights;

/// <summary>Weights in safetensors files, which hold numbers and nothing that runs; PyTorch, JAX and browsers read them too.</summary>
public static class Safetensors
{
    /// <summary>Writes a network's parameters and buffers, with what it says of itself. The file is there whole or not at all.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="network">The network.</param>
    /// <param name="metadata">Texts to keep with the weights.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, nn.Module network, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        Save(path, network.state_dict(), VariantText.TextsOf(network, metadata));
    }

    /// <summary>Writes tensors under their names. The file is there whole or not at all.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="tensors">The tensors, on any device and in any layout.</param>
    /// <param name="metadata">Texts to keep with them.</param>
    /// <exception cref="ArgumentException">A tensor has a type that the format does not know.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);

        // The largest numbers first: then every tensor lies at a multiple of its number's size.
        (string Name, Tensor Tensor)[] ordered =
        [
            .. tensors
                .Select(pair => (pair.Key, pair.Value))
                .OrderByDescending(pair => pair.Value.ElementSize)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal),
        ];
        var header = SafeTensorsFile.Header(ordered.Select(pair => EntryOf(pair.Name, pair.Tensor)), metadata);
        AtomicFile.Write(path, stream =>
        {
            stream.Write(header);
            foreach (var (_, tensor) in ordered)
            {
                using var scope = NewDisposeScope();
                stream.Write(tensor.detach().cpu().contiguous().bytes);
            }
        });
    }

    /// <summary>Sets a network's parameters and buffers to those of a file, or changes nothing.</summary>
    /// <param name="network">The network. Its types stay; the file's floating-point numbers are converted to them.</param>
    /// <param name="path">The file.</param>
    /// <param name="strict">
    /// Whether the file has to have exactly the network's names. If not, what the file lacks stays as it is, and what only the file has is left out.
    /// </param>
    /// <returns>The names that only the network has, and those that only the file has: none of either where strict.</returns>
    /// <exception cref="WeightsException">
    /// The file is not sound, names differ and <paramref name="strict"/> is set, or a tensor has another shape or kind of number.
    /// </exception>
    public static LoadResult Load(nn.Module network, string path, bool strict = true)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var reader = new SafetensorsReader(path);
        return WeightsFile.Load(network, reader, path, strict, skipHead: false);
    }

    private static WrittenTensor EntryOf(string name, Tensor tensor) => NumberType.TryName(tensor.dtype, out var type)
        ? new WrittenTensor(name, type, tensor.shape, tensor.NumberOfElements * tensor.ElementSize)
        : throw new ArgumentException($"Tensor '{name}' is of type {tensor.dtype}; the types that can be written are {NumberType.Known}.", nameof(tensor));
}
