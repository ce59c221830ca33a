using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Weights.PyTorch.Pickle;
using static TorchSharp.torch;

namespace ResNetGen.Weights.PyTorch;

/// <summary>The few names that a pickle of weights may ask for, and what they make. Anything else is refused.</summary>
internal sealed class TorchNames : IPickleHost
{
    private static readonly Dictionary<string, ScalarType> Storages = new(StringComparer.Ordinal)
    {
        ["torch.DoubleStorage"] = ScalarType.Float64,
        ["torch.FloatStorage"] = ScalarType.Float32,
        ["torch.HalfStorage"] = ScalarType.Float16,
        ["torch.BFloat16Storage"] = ScalarType.BFloat16,
        ["torch.LongStorage"] = ScalarType.Int64,
        ["torch.IntStorage"] = ScalarType.Int32,
        ["torch.ShortStorage"] = ScalarType.Int16,
        ["torch.CharStorage"] = ScalarType.Int8,
        ["torch.ByteStorage"] = ScalarType.Byte,
        ["torch.BoolStorage"] = ScalarType.Bool,
    };

    private static readonly Dictionary<ScalarType, PickleName> StorageNames =
        Storages.ToDictionary(s => s.Value, s => new PickleName("torch", s.Key["torch.".Length..]));

    private const string OrderedDictionary = "collections.OrderedDict";

    // Far more than the tensors of any network; a list can be made a dictionary again and again.
    private const int MostEntries = 1_000_000;

    private static readonly Dictionary<string, Func<object?[], object?>> Functions = new(StringComparer.Ordinal)
    {
        [OrderedDictionary] = static _ => throw Unlike(OrderedDictionary),
        ["torch.Size"] = static arguments => arguments is [object?[] sizes] ? sizes : throw Unlike("torch.Size"),
        ["torch._utils._rebuild_tensor"] = Tensor,
        ["torch._utils._rebuild_tensor_v2"] = Tensor,
        ["torch._utils._rebuild_parameter"] = static arguments => arguments is [TensorReference tensor, ..] ? tensor : throw Unlike("torch._utils._rebuild_parameter"),
    };

    private readonly Dictionary<string, StorageReference> storages = new(StringComparer.Ordinal);
    private int entries;

    /// <summary>What PyTorch calls a storage of numbers of a type; null where it has no name.</summary>
    public static PickleName? StorageOf(ScalarType type) => StorageNames.GetValueOrDefault(type);

    /// <inheritdoc/>
    public void Require(PickleName name)
    {
        if (!Functions.ContainsKey(name.ToString()) && !Storages.ContainsKey(name.ToString()))
        {
            throw new PickleException(
                $"it asks for '{name}'. Only names that lists of tensors need are given, and nothing is run; in Python, save the weights alone: torch.save(model.state_dict(), …)");
        }
    }

    /// <inheritdoc/>
    public object? Call(PickleName function, object?[] arguments) =>
        function.ToString() == OrderedDictionary ? Dictionary(arguments)
        : Functions.TryGetValue(function.ToString(), out var call) ? call(arguments)
        : throw Unlike(function.ToString());

    /// <inheritdoc/>
    public object? Load(object? identity)
    {
        // ('storage', type, key, device, count), and in old files a view of another storage, which PyTorch no longer writes. The device does not matter.
        if (identity is not object?[] { Length: 5 or 6 } parts
            || parts is not ["storage", PickleName type, string key, _, long count and >= 0, ..]
            || !Storages.TryGetValue(type.ToString(), out var scalar)
            || (parts.Length == 6 && parts[5] is not null))
        {
            throw new PickleException("it describes a storage in a way that is not known");
        }

        var storage = new StorageReference(key, scalar, count);
        return storages.TryAdd(key, storage) || storages[key] == storage ? storage : throw new PickleException($"it has two storages '{key}' that differ");
    }

    private PickleDictionary Dictionary(object?[] arguments)
    {
        var dictionary = new PickleDictionary();
        if (arguments is [List<object?> pairs])
        {
            entries += pairs.Count;
            if (entries > MostEntries)
            {
                throw new PickleException($"its dictionaries have more than {MostEntries:N0} entries");
            }

            foreach (var pair in pairs)
            {
                var (key, value) = pair switch
                {
                    object?[] { Length: 2 } both => (both[0], both[1]),
                    List<object?> { Count: 2 } both => (both[0], both[1]),
                    _ => throw Unlike("collections.OrderedDict"),
                };
                dictionary.Set(key, value);
            }
        }

        return dictionary;
    }

    private static TensorReference Tensor(object?[] arguments)
    {
        if (arguments is not [StorageReference storage, long offset and >= 0, object?[] sizes, object?[] strides, ..] || sizes.Length != strides.Length)
        {
            throw Unlike("torch._utils._rebuild_tensor");
        }

        // Newer files can say that the numbers are to be negated.
        if (arguments is [_, _, _, _, _, _, PickleDictionary { Entries.Count: > 0 }, ..])
        {
            throw new PickleException("it has a tensor that is not its numbers as they are");
        }

        var tensor = new TensorReference(storage, offset, Numbers(sizes), Numbers(strides));
        return LiesWithin(tensor) ? tensor : throw new PickleException($"it has a tensor that reaches beyond its storage of {storage.Count:N0} numbers");
    }

    private static long[] Numbers(object?[] values) =>
        [.. values.Select(value => value is long number and >= 0 ? number : throw new PickleException("it has a tensor with a size or a stride that is no number"))];

    // A tensor that repeats numbers could be as large as it likes.
    private static bool LiesWithin(TensorReference tensor)
    {
        if (tensor.Shape.Contains(0))
        {
            return !ShapeLimit.IsBeyond(tensor.Shape);
        }

        try
        {
            checked
            {
                var last = tensor.Offset + tensor.Shape.Zip(tensor.Strides, (size, stride) => (size - 1) * stride).Sum();
                return last < tensor.Storage.Count && tensor.Shape.Aggregate(1L, (product, size) => product * size) <= tensor.Storage.Count;
            }
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static PickleException Unlike(string function) => new($"it calls '{function}' with arguments that it does not take");
}
