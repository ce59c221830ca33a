using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using static TorchSharp.torch;

namespace ResNetGen.Weights;

/// <summary>The types of numbers that files of weights have, by the names of the safetensors format.</summary>
internal static class NumberType
{
    private static readonly (string Name, ScalarType Type, int Bytes)[] Types =
    [
        ("F64", ScalarType.Float64, 8),
        ("F32", ScalarType.Float32, 4),
        ("F16", ScalarType.Float16, 2),
        ("BF16", ScalarType.BFloat16, 2),
        ("I64", ScalarType.Int64, 8),
        ("I32", ScalarType.Int32, 4),
        ("I16", ScalarType.Int16, 2),
        ("I8", ScalarType.Int8, 1),
        ("U8", ScalarType.Byte, 1),
        ("BOOL", ScalarType.Bool, 1),
    ];

    private static readonly Dictionary<string, (ScalarType Type, int Bytes)> ByName =
        Types.ToDictionary(type => type.Name, type => (type.Type, type.Bytes));

    private static readonly Dictionary<ScalarType, string> Names = Types.ToDictionary(type => type.Type, type => type.Name);

    /// <summary>All names, for messages.</summary>
    public static string Known { get; } = string.Join(", ", Types.Select(type => type.Name));

    public static bool TryParse(string name, out ScalarType type)
    {
        var found = ByName.TryGetValue(name, out var entry);
        type = entry.Type;
        return found;
    }

    public static bool TryName(ScalarType type, [NotNullWhen(true)] out string? name) => Names.TryGetValue(type, out name);

    public static string Name(ScalarType type) => Names.GetValueOrDefault(type) ?? type.ToString();

    /// <summary>How many bytes a number of a type has that is one of these.</summary>
    public static int BytesOf(ScalarType type) => ByName[Names[type]].Bytes;

    public static bool IsFloatingPoint(ScalarType type) =>
        type is ScalarType.Float64 or ScalarType.Float32 or ScalarType.Float16 or ScalarType.BFloat16;
}
