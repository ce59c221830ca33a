namespace ResNetGen.Core.Reading.Json;

/// <summary>What messages say of JSON values.</summary>
internal static class JsonText
{
    public static string Describe(JsonNode value) => value.Kind switch
    {
        JsonKind.Object => "an object",
        JsonKind.List => "a list",
        JsonKind.Text => "\"" + ValueText.Shortened(value.Text) + "\"",
        _ => ValueText.Shortened(value.Text),
    };
}
