namespace ResNetGen.Core.Reading.Json;

/// <summary>The kinds of JSON values.</summary>
internal enum JsonKind
{
    Object,
    List,
    Text,
    Number,
    True,
    False,
    Null,
}
