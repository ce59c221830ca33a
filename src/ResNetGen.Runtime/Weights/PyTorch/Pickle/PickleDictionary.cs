using System.Collections.Generic;

namespace ResNetGen.Weights.PyTorch.Pickle;

/// <summary>A Python dictionary: its entries in the order in which they were put in. Keys are texts and numbers.</summary>
internal sealed class PickleDictionary
{
    private readonly OrderedDictionary<object, object?> entries = [];

    public IReadOnlyCollection<KeyValuePair<object, object?>> Entries => entries;

    /// <exception cref="PickleException">The key is neither a text nor a number.</exception>
    public void Set(object? key, object? value)
    {
        if (key is not (string or long or bool or double))
        {
            throw new PickleException("a dictionary has keys that are neither texts nor numbers");
        }

        entries[key] = value;
    }
}
