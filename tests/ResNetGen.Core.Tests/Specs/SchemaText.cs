using System.Globalization;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ResNetGen.Core.Families;
using ResNetGen.Core.Specs.Options;

namespace ResNetGen.Core.Tests.Specs;

/// <summary>The table of options as a JSON schema: what <c>specs/resnet.schema.json</c> holds.</summary>
internal static class SchemaText
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write()
    {
        var root = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "A residual network",
            ["description"] = "What a .resnet.json file can say: see docs/spec.md.",
        };
        foreach (var (name, value) in ObjectOf(OptionGroup.Network).ToList())
        {
            root[name] = value?.DeepClone();
        }

        return root.ToJsonString(Format) + "\n";
    }

    private static JsonObject ObjectOf(OptionGroup group) => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject(OptionTable.Of(group).Select(o => new System.Collections.Generic.KeyValuePair<string, JsonNode?>(o.Json, Property(o)))),
    };

    private static JsonObject Property(Option option)
    {
        var property = Value(option);
        var defaults = option.Default.Length == 0 ? "" : " Without it: " + option.Default + ".";
        property["description"] = char.ToUpperInvariant(option.Meaning[0]) + option.Meaning[1..] + "." + defaults;
        return property;
    }

    private static JsonObject Value(Option option) => option.Kind switch
    {
        OptionKind.WholeNumber => Ranged(option, "integer"),
        OptionKind.Number => Ranged(option, "number"),
        OptionKind.Switch => new JsonObject { ["type"] = "boolean" },
        OptionKind.Choice => new JsonObject { ["oneOf"] = new JsonArray([.. option.Choices.Select(c => new JsonObject { ["const"] = c.Name, ["description"] = c.Meaning })]) },
        OptionKind.Family => new JsonObject { ["enum"] = new JsonArray([.. FamilyTable.Names.Select(n => JsonValue.Create(n))]) },
        OptionKind.Shape => new JsonObject { ["type"] = "array", ["items"] = Ranged(option, "integer"), ["minItems"] = 3, ["maxItems"] = 3 },
        OptionKind.WholeNumbers => Either(Ranged(option, "integer"), new JsonObject { ["type"] = "array", ["items"] = Ranged(option, "integer"), ["minItems"] = 1 }),
        OptionKind.KeyPattern => new JsonObject { ["type"] = "string", ["pattern"] = "\\{layer\\}$" },
        OptionKind.LayerNames => new JsonObject { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = "string", ["minLength"] = 1 } },
        OptionKind.Groups => new JsonObject { ["type"] = "array", ["items"] = ObjectOf(option.Group!), ["minItems"] = 1, ["maxItems"] = 8 },
        OptionKind.Group when option.Group!.Shorthand is { } name => Either(Value(OptionTable.Find(option.Group, name)!), ObjectOf(option.Group)),
        OptionKind.Group => ObjectOf(option.Group!),
        _ => new JsonObject { ["type"] = "string" },
    };

    private static JsonObject Either(JsonObject first, JsonObject second) => new() { ["anyOf"] = new JsonArray(first, second) };

    private static JsonObject Ranged(Option option, string type)
    {
        var schema = new JsonObject { ["type"] = type };
        if (option.Range is not { } range)
        {
            return schema;
        }

        if (range.Least > double.MinValue)
        {
            schema[range.Least == double.Epsilon ? "exclusiveMinimum" : "minimum"] = Number(range.Least == double.Epsilon ? 0 : range.Least);
        }

        if (range.Most < double.MaxValue)
        {
            schema[range.IsOpen ? "exclusiveMaximum" : "maximum"] = Number(range.Most);
        }

        if (range.IsOdd)
        {
            schema["not"] = new JsonObject { ["multipleOf"] = 2 };
        }

        return schema;
    }

    private static JsonNode Number(double number) => JsonNode.Parse(number.ToString(CultureInfo.InvariantCulture))!;
}
