using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Weights.Keras.Hdf5;
using static TorchSharp.torch;

namespace ResNetGen.Weights.Keras;

/// <summary>
/// A file of Keras' weights (<c>.h5</c>), by the machine's HDF5 library: kernels in PyTorch's layout, and the fields of norms under PyTorch's names. A layer's
/// name is the key of its tensors; the numbers of layers without a name count from the beginning.
/// </summary>
public sealed class KerasReader : IWeightsFile
{
    private static readonly byte[] Magic = [0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1a, (byte)'\n'];

    private readonly Dictionary<string, KerasTensor> tensors = new(StringComparer.Ordinal);
    private readonly Hdf5File file;
    private readonly string path;

    /// <summary>Opens a file and checks its list of tensors. No tensor is read yet.</summary>
    /// <exception cref="WeightsException">There is no such file, it is not sound, it has no weights of Keras, or the machine has no HDF5 library.</exception>
    public KerasReader(string path)
    {
        this.path = path;
        using (OpenedFile.Read(path))
        {
            // Says what is wrong where it cannot be opened at all.
        }

        RequireLibrary(path);
        lock (NativeHdf5.Gate)
        {
            Hdf5File? opened = null;
            try
            {
                opened = Hdf5File.Open(path);
                file = opened;
                Entries = Find();
                Metadata = new[] { NetworkVariant.Key, NetworkVariant.NetworkKey, DataNote.ClassesKey, DataNote.NormalizationKey }.Where(name => opened.HasAttribute("/", name))
                    .ToDictionary(name => name, name => opened.Texts("/", name).FirstOrDefault() ?? "", StringComparer.Ordinal);
            }
            catch (Hdf5Exception error)
            {
                opened?.Dispose();
                throw Refused(error);
            }
        }
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, WeightsEntry> Entries { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Whether a file begins as those of HDF5 do.</summary>
    /// <exception cref="WeightsException">There is no such file, or it cannot be read.</exception>
    public static bool Knows(string path) => OpenedFile.BeginsWith(path, Magic);

    /// <inheritdoc/>
    public Tensor Read(string name)
    {
        var found = tensors[name];
        if (found.Array is not { } array)
        {
            return tensor(found.Number);
        }

        var type = array.IsDouble ? ScalarType.Float64 : ScalarType.Float32;
        var entry = Entries[name];
        if (entry.Shape.Aggregate((Int128)NumberType.BytesOf(type), (bytes, size) => bytes * size) > Array.MaxLength)
        {
            throw new WeightsException(path, $"tensor '{name}' is {ShapeText.Of(entry.Shape)}; at most {Array.MaxLength:N0} bytes can be read.");
        }

        var numbers = empty(array.Sizes, type);
        try
        {
            lock (NativeHdf5.Gate)
            {
                file.Read(array, numbers.bytes);
            }
        }
        catch (Hdf5Exception error)
        {
            numbers.Dispose();
            throw Refused(error);
        }

        if (KerasVariable.OrderToTorch(found.Variable, array.Sizes.Length) is not { } order)
        {
            return numbers;
        }

        using (numbers)
        {
            using var turned = numbers.permute(order);
            return turned.contiguous();
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        lock (NativeHdf5.Gate)
        {
            file.Dispose();
        }
    }

    /// <summary>Says what to install where there is no HDF5 library.</summary>
    /// <exception cref="WeightsException">There is none.</exception>
    internal static void RequireLibrary(string path)
    {
        if (!NativeHdf5.IsThere)
        {
            throw new WeightsException(path, $"is a file of Keras, and this machine has no HDF5 library to read or write it with; on Debian: {NativeHdf5.Install}.");
        }
    }

    private Dictionary<string, WeightsEntry> Find()
    {
        var found = KerasLayout.Find(file);
        var layers = found.Select(tensor => tensor.Layer).Distinct(StringComparer.Ordinal);
        var keys = file.HasAttribute("/", KerasLayout.OwnNames) ? layers.ToDictionary(name => name, StringComparer.Ordinal) : KerasLayerNames.KeysOf([.. layers]);
        var entries = new Dictionary<string, WeightsEntry>(StringComparer.Ordinal);
        foreach (var (layer, tensor) in found)
        {
            var name = $"{keys[layer]}.{KerasVariable.ToTorch(tensor.Variable)}";
            if (!tensors.TryAdd(name, tensor))
            {
                throw new Hdf5Exception($"it has two tensors '{name}'");
            }

            var sizes = tensor.Array?.Sizes ?? [];
            var shape = KerasVariable.OrderToTorch(tensor.Variable, sizes.Length) is { } order ? [.. order.Select(d => sizes[d])] : sizes;
            entries.Add(name, new WeightsEntry(name, tensor.Array is null ? ScalarType.Int64 : tensor.Array.IsDouble ? ScalarType.Float64 : ScalarType.Float32, shape));
        }

        return entries;
    }

    private WeightsException Refused(Hdf5Exception error) => new(path, $"cannot be used: {error.Message}.", error);
}
