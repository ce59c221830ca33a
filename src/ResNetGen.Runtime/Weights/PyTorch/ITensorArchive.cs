using System;
using System.Collections.Generic;

namespace ResNetGen.Weights.PyTorch;

/// <summary>Where a PyTorch file keeps its pickle and its storages.</summary>
internal interface ITensorArchive : IDisposable
{
    /// <summary>What was saved, as its pickle says.</summary>
    object? Saved { get; }

    /// <summary>Texts beside the tensors, by name.</summary>
    IReadOnlyDictionary<string, string> Texts { get; }

    /// <summary>The bytes of a storage, little-endian.</summary>
    /// <param name="storage">The storage.</param>
    /// <param name="bytes">How many bytes it has.</param>
    /// <exception cref="Pickle.PickleException">The file has no such storage, or one of another size.</exception>
    byte[] Read(StorageReference storage, int bytes);
}
