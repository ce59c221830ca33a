using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Weights.PyTorch.Pickle;

namespace ResNetGen.Weights.PyTorch;

/// <summary>Finds the weights in what <c>torch.save</c> was given: a state_dict, or a dictionary with one beside the epoch, the optimizer and so on.</summary>
internal static class StateDict
{
    // Those of a model come before those of its optimizer or of its running average, which have tensors too.
    private static readonly string[] Names = ["state_dict", "model_state_dict", "model", "net", "network", "weights"];

    // Added by wrappers: torch.nn.DataParallel, torch.compile.
    private static readonly string[] Prefixes = ["module.", "_orig_mod."];

    /// <summary>The tensors by name, without what a wrapper put before all of their names.</summary>
    /// <exception cref="PickleException">There are none, or several that it could be.</exception>
    public static IReadOnlyDictionary<string, TensorReference> Of(object? saved)
    {
        if (saved is not PickleDictionary root)
        {
            throw new PickleException("it holds no dictionary of tensors");
        }

        var tensors = TensorsOf(Weights(root));
        for (var prefix = CommonPrefix(tensors); prefix is not null; prefix = CommonPrefix(tensors))
        {
            tensors = tensors.ToDictionary(t => t.Key[prefix.Length..], t => t.Value, StringComparer.Ordinal);
        }

        return tensors;
    }

    private static PickleDictionary Weights(PickleDictionary root)
    {
        var inner = root.Entries
            .Where(e => e is { Key: string, Value: PickleDictionary dictionary } && TensorsOf(dictionary).Count > 0)
            .ToDictionary(e => (string)e.Key, e => (PickleDictionary)e.Value!, StringComparer.Ordinal);

        // A figure beside the weights can be a tensor too, so that one of these names decides.
        if (Names.FirstOrDefault(inner.ContainsKey) is { } name)
        {
            return inner[name];
        }

        return (TensorsOf(root).Count, inner.Count) switch
        {
            (> 0, _) => root,
            (_, 0) => throw new PickleException("it holds no tensors by name"),
            (_, 1) => inner.Values.Single(),
            _ => throw new PickleException($"it holds several dictionaries of tensors, '{string.Join("', '", inner.Keys)}', and none is called '{string.Join("' or '", Names)}'"),
        };
    }

    private static Dictionary<string, TensorReference> TensorsOf(PickleDictionary dictionary) => dictionary.Entries
        .Where(e => e is { Key: string, Value: TensorReference })
        .ToDictionary(e => (string)e.Key, e => (TensorReference)e.Value!, StringComparer.Ordinal);

    private static string? CommonPrefix(Dictionary<string, TensorReference> tensors) =>
        Prefixes.FirstOrDefault(prefix => tensors.Count > 0 && tensors.Keys.All(name => name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal)));
}
