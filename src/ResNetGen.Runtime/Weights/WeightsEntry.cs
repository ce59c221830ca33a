using System.Collections.Generic;
using static TorchSharp.torch;

namespace ResNetGen.Weights;

/// <summary>One tensor of a file of weights.</summary>
/// <param name="Name">Its name: a key of state_dict.</param>
/// <param name="Type">The type of its numbers.</param>
/// <param name="Shape">Its shape; empty for a single number.</param>
public record WeightsEntry(string Name, ScalarType Type, IReadOnlyList<long> Shape);
