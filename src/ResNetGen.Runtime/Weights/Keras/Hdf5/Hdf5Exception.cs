using System;

namespace ResNetGen.Weights.Keras.Hdf5;

/// <summary>A file is no sound HDF5 file, or holds something else than is looked for.</summary>
internal sealed class Hdf5Exception(string message) : Exception(message);
