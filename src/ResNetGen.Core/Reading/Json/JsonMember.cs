namespace ResNetGen.Core.Reading.Json;

/// <summary>A name and a value in an object.</summary>
/// <param name="Name">The name, and the characters that it takes with its quotes.</param>
/// <param name="Value">The value; null where the text breaks off before it.</param>
internal sealed record JsonMember(JsonNode Name, JsonNode? Value);
