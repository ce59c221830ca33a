using ResNetGen.Weights.Keras.Hdf5;

namespace ResNetGen.Weights.Keras;

/// <summary>A tensor of a file of Keras.</summary>
/// <param name="Array">Its numbers; null for a counter, which has none.</param>
/// <param name="Variable">Keras' name of it within its layer.</param>
/// <param name="Number">The number of a counter.</param>
internal sealed record KerasTensor(Hdf5Array? Array, string Variable, long Number = 0);
