using System.Collections.Generic;

namespace ResNetGen.LibTorch.Tests.Fixtures;

/// <summary>One call of layers.json: what goes in, what comes out, and the gradients that "upstream" sends back.</summary>
public sealed record LayerCase(
    string Name, Dictionary<string, FixtureTensor> Inputs, Dictionary<string, FixtureTensor> Outputs, Dictionary<string, FixtureTensor> Gradients);
