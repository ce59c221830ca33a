using static TorchSharp.torch;

namespace ResNetGen.Weights.PyTorch;

/// <summary>Numbers in a row, of which tensors are views.</summary>
/// <param name="Key">Its name in the file.</param>
/// <param name="Type">The type of its numbers.</param>
/// <param name="Count">How many there are.</param>
internal sealed record StorageReference(string Key, ScalarType Type, long Count);
