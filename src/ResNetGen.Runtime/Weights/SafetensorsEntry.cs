using System.Collections.Generic;
using static TorchSharp.torch;

namespace ResNetGen.Weights;

/// <summary>One tensor of a safetensors file.</summary>
/// <param name="Name">Its name: a key of state_dict.</param>
/// <param name="Type">The type of its numbers.</param>
/// <param name="Shape">Its shape; empty for a single number.</param>
/// <param name="Offset">Where its bytes begin, counted from the start of the file.</param>
/// <param name="Length">How many bytes it has.</param>
internal sealed record SafetensorsEntry(string Name, ScalarType Type, IReadOnlyList<long> Shape, long Offset, long Length) : WeightsEntry(Name, Type, Shape);
