using System;
using System.Collections.Immutable;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ResNetGen.Core;
using ResNetGen.Generator.Tests.Projects;

namespace ResNetGen.Generator.Tests.Incremental;

/// <summary>What a user types into a project of one network.</summary>
internal static partial class NetworkEdits
{
    private static readonly JsonDocumentOptions SpecSyntax = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The project with a comment above everything: all places are others, and the network is the same.</summary>
    public static UserProject WithCommentsAbove(this UserProject project) => project.Edited(text => "// A comment above.\n\n" + text, text => "// A comment above.\n\n" + text);

    /// <summary>The project whose network has another number of classes.</summary>
    public static UserProject WithOtherClasses(this UserProject project) => project.Edited(
        source => Classes().IsMatch(source) ? Classes().Replace(source, "Classes = 17") : AttributeEnd().Replace(source, "${end}, Classes = 17)]"),
        json => Set(json, spec => spec["classes"] = 17));

    /// <summary>The project whose network has twice the channels in its first stage.</summary>
    public static UserProject WithOtherWidth(this UserProject project) => project.Edited(
        source => AttributeEnd().Replace(source, match => $"{match.Groups["end"]}, Widths = new[] {{ {(match.Value.Contains("Version = 1", StringComparison.Ordinal) ? "32, 32, 64" : "128, 128, 256")} }})]"),
        json => Set(json, spec =>
        {
            var stages = NetworkCompiler.Compile("net.resnet.json", json).Plan!.Stages;
            var widths = stages.Select((stage, i) => i == 0 ? new JsonObject { ["width"] = 2 * stage.Output.Channels } : []);
            spec["stages"] = new JsonArray([.. widths]);
        }));

    private static UserProject Edited(this UserProject project, Func<string, string> source, Func<string, string> spec) => project with
    {
        Sources = project.Sources.ToImmutableSortedDictionary(s => s.Key, s => source(s.Value)),
        SpecFiles = project.SpecFiles.ToImmutableSortedDictionary(s => s.Key, s => spec(s.Value)),
    };

    private static string Set(string json, Action<JsonObject> set)
    {
        var spec = JsonNode.Parse(json, documentOptions: SpecSyntax)!.AsObject();
        set(spec);
        return spec.ToJsonString();
    }

    [GeneratedRegex(@"Classes = \d+")]
    private static partial Regex Classes();

    [GeneratedRegex(@"(?<end>ResNet\(Version[^)]*)\)\]", RegexOptions.ExplicitCapture)]
    private static partial Regex AttributeEnd();
}
