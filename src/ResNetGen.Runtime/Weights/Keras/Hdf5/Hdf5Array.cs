namespace ResNetGen.Weights.Keras.Hdf5;

/// <summary>An array of floating-point numbers in a file.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Sizes">Its sizes; none for a single number.</param>
/// <param name="IsDouble">Whether its numbers have eight bytes; those with two are read as numbers of four.</param>
internal sealed record Hdf5Array(string Path, long[] Sizes, bool IsDouble);
