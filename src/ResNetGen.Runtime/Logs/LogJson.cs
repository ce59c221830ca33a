using System.Text.Json.Serialization;

namespace ResNetGen.Logs;

/// <summary>How <see cref="EpochRecord"/> is written as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(EpochRecord))]
internal sealed partial class LogJson : JsonSerializerContext;
