using System.Text.Json.Serialization;

namespace ResNetGen.Weights;

/// <summary>A <see cref="DataNote"/> as JSON, without reflection.</summary>
[JsonSourceGenerationOptions(RespectNullableAnnotations = true)]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(float[][]))]
internal sealed partial class DataNoteJson : JsonSerializerContext;
