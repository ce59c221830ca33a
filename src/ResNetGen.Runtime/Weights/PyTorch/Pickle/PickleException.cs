using System;

namespace ResNetGen.Weights.PyTorch.Pickle;

/// <summary>A pickle is not sound, or asks for what is not given. The message says what.</summary>
internal sealed class PickleException(string message) : Exception(message);
