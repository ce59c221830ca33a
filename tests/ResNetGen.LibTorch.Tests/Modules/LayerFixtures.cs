using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.LibTorch.Tests.Fixtures;

namespace ResNetGen.LibTorch.Tests.Modules;

/// <summary>The cases of layers.json by name.</summary>
public static class LayerFixtures
{
    private static readonly Lazy<Dictionary<string, LayerCase>> s_cases = new(
        static () => FixtureFile.Read<LayerCase[]>("layers.json").ToDictionary(static one => one.Name, StringComparer.Ordinal));

    public static IReadOnlyDictionary<string, LayerCase> All => s_cases.Value;
}
