using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ResNetGen.Cli;

/// <summary>The one JSON object that a command with <c>--json</c> writes.</summary>
internal static class JsonOutput
{
    /// <summary>Property names in camel case; text as it is, without escapes for the sake of web pages; numbers that JSON lacks as words: <c>"NaN"</c>.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the object to the results.</summary>
    public static void Write<T>(Terminal terminal, T value) => terminal.Out.WriteLine(JsonSerializer.Serialize(value, Options));
}
