using System.Collections.Generic;
using System.Linq;
using ResNetGen.Generator.Tests.Projects;

namespace ResNetGen.Generator.Tests.Diagnostics;

/// <summary>Every diagnostic: its exact message and the exact characters that it underlines, in C# and in files.</summary>
internal static partial class DiagnosticCases
{
    // Code that uses a network as users do; it shows whether an error has echoes.
    private const string Use = """
        namespace MyApp;

        internal static class Use
        {
            internal static TorchSharp.torch.Tensor Score(TorchSharp.torch.Tensor images)
            {
                using var net = new Net();
                net.eval();
                _ = Net.Info.Depth + net.Layer1[0].Conv2.weight!.ToString()!.Length + net.Layer1.Count;
                foreach (var unit in net.Layer3)
                {
                    _ = unit.Bn1.bias;
                }

                _ = net.Conv1.call(net.forward(images));
                return net.call(images);
            }
        }
        """;

    public static IReadOnlyList<DiagnosticCase> All { get; } = [.. Classes(), .. Projects(), .. Reading(), .. Values(), .. Depths(), .. Sizes(), .. Shapes(), .. Advice(), .. Choices(), .. Structure(), .. Effects(), .. SpecFiles(), .. Uses()];

    public static DiagnosticCase Of(string name) => All.Single(c => c.ToString() == name);

    public static TheoryData<string> Names => [.. All.Select(c => c.ToString())];

    private static UserProject Class(string declarations) => UserProject.Of("namespace MyApp;\n\n" + declarations);

    private static DiagnosticCase File(string id, string name, string json, params string[] expected) =>
        new(id, name, UserProject.OfSpec(json), expected);

    private static DiagnosticCase Attributed(string id, string name, string attribute, params string[] expected) => new(
        id,
        name,
        UserProject.Of($$"""
            namespace MyApp;

            internal static class Shapes { internal const string Wrong = "3x99999999999x1"; }

            {{attribute}}
            internal partial class Net { }
            """).WithSource("Use.cs", Use),
        expected);
}
