using System.Collections.Generic;

namespace ResNetGen.Core.Reading.Json;

/// <summary>A JSON value and the characters that it takes in the text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Its first character.</param>
/// <param name="Length">How many characters it has.</param>
/// <param name="Text">The text of a string without quotes and escapes; otherwise the value's characters as they stand, or nothing.</param>
/// <param name="Members">An object's members in text order, also such as have one name.</param>
/// <param name="Items">A list's values.</param>
internal sealed record JsonNode(
    JsonKind Kind, int Start, int Length, string Text, IReadOnlyList<JsonMember> Members, IReadOnlyList<JsonNode> Items);
