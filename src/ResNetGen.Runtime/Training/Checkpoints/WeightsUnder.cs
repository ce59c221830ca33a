using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Weights;
using static TorchSharp.torch;

namespace ResNetGen.Training.Checkpoints;

/// <summary>Those tensors of a file whose names begin alike, by the rest of their names.</summary>
internal sealed class WeightsUnder(IWeightsFile file, string prefix) : IWeightsFile
{
    /// <inheritdoc/>
    public IReadOnlyDictionary<string, WeightsEntry> Entries { get; } = file.Entries.Values
        .Where(entry => entry.Name.StartsWith(prefix, StringComparison.Ordinal))
        .Select(entry => entry with { Name = entry.Name[prefix.Length..] })
        .ToDictionary(entry => entry.Name, StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Metadata => file.Metadata;

    /// <inheritdoc/>
    public Tensor Read(string name) => file.Read(prefix + name);

    /// <summary>Leaves the file to its owner.</summary>
    public void Dispose()
    {
    }
}
