using System;
using System.Collections.Generic;
using static TorchSharp.torch;

namespace ResNetGen.Weights;

/// <summary>A file of weights: its list of tensors, checked, and their numbers on demand.</summary>
public interface IWeightsFile : IDisposable
{
    /// <summary>The tensors by name.</summary>
    IReadOnlyDictionary<string, WeightsEntry> Entries { get; }

    /// <summary>What the file says of itself: texts by name; none in formats without.</summary>
    IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Reads one tensor, on the CPU and in the file's type. It is the caller's to dispose.</summary>
    /// <exception cref="KeyNotFoundException">There is no tensor of that name.</exception>
    /// <exception cref="WeightsException">The file cannot be read, or the tensor has 2 GB or more.</exception>
    Tensor Read(string name);
}
