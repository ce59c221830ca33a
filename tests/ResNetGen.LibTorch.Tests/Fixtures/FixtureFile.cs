using System;
using System.IO;
using System.Text.Json;

namespace ResNetGen.LibTorch.Tests.Fixtures;

/// <summary>Reads what the fixture scripts wrote.</summary>
public static class FixtureFile
{
    private static readonly JsonSerializerOptions s_options = new() { PropertyNameCaseInsensitive = true };

    public static T Read<T>(string name)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Fixtures", name));
        return JsonSerializer.Deserialize<T>(stream, s_options) ?? throw new InvalidDataException($"{name} is empty.");
    }
}
