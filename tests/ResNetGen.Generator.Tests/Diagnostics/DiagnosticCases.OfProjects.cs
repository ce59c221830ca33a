using System.Collections.Generic;
using Microsoft.CodeAnalysis.CSharp;
using ResNetGen.Generator.Tests.Projects;

namespace ResNetGen.Generator.Tests.Diagnostics;

// RNG00x, and what files say that classes name.
internal static partial class DiagnosticCases
{
    private static IEnumerable<DiagnosticCase> Classes()
    {
        const string Attribute = "[ResNetGen.ResNet(Version = 1, Depth = 20)]";
        yield return new("RNG001", "plain", Class($"{Attribute} internal class Net {{ }}"),
            "RNG001 [Net] 'Net' must be partial for ResNetGen to complete it");
        yield return new("RNG002", "two levels", Class($"internal class Outer {{ internal class Inner {{ {Attribute} internal partial class Net {{ }} }} }}"),
            "RNG002 [Outer] 'Outer', which contains 'Net', must be partial",
            "RNG002 [Inner] 'Inner', which contains 'Net', must be partial");
        yield return new("RNG003", "static", Class($"{Attribute} internal static partial class Net {{ }}"),
            "RNG003 [static] 'Net' cannot be static; a network is an ordinary class");
        yield return new("RNG003", "abstract", Class($"{Attribute} internal abstract partial class Net {{ }}"),
            "RNG003 [abstract] 'Net' cannot be abstract; a network is an ordinary class");
        yield return new("RNG003", "generic", Class($"{Attribute} internal partial class Net<T> {{ }}"),
            "RNG003 [<T>] 'Net' cannot be generic; a network is an ordinary class");
        yield return new("RNG003", "record", Class($"{Attribute} internal partial record Net {{ }}"),
            "RNG003 [record] 'Net' cannot be a record; a network is an ordinary class");
        yield return new("RNG003", "primary constructor", Class($"{Attribute} internal partial class Net(int width) {{ internal int Width => width; }}") with { Language = LanguageVersion.CSharp12 },
            "RNG003 [(int width)] 'Net' cannot have a primary constructor; a network is an ordinary class");
        yield return new("RNG004", "other base", Class($"internal class Parent {{ }} {Attribute} internal partial class Net : Parent {{ }}"),
            "RNG004 [Parent] 'Net' already derives from 'Parent'; a network derives from nn.Module<Tensor, Tensor>");
        yield return new("RNG004", "other part", Class($"{Attribute} internal partial class Net {{ }} internal partial class Net : System.Collections.Generic.List<int>, System.ICloneable {{ public object Clone() => this; }}"),
            "RNG004 [System.Collections.Generic.List<int>] 'Net' already derives from 'List<int>'; a network derives from nn.Module<Tensor, Tensor>");
        yield return new("RNG004", "for inference", Class("[ResNetGen.ResNet(\"resnet20\", Target = ResNetGen.NetworkTarget.Inference)] internal partial class Net : System.Collections.Generic.List<int> { } internal static class Use { internal static object Depth() => (Net.Info.Depth, Net.Graph, Net.Load(\"a\")); }"),
            "RNG004 [System.Collections.Generic.List<int>] 'Net' already derives from 'List<int>'; a network derives from InferenceModel");
        yield return new("RNG005", "members for inference", Class("[ResNetGen.ResNet(\"resnet20\", Target = ResNetGen.NetworkTarget.Inference)] internal partial class Net { internal int Conv1 => 1; internal static int Load => 1; }"),
            "RNG005 [Load] 'Net' declares 'Load', which the generated part needs; rename it");
        yield return new("RNG005", "members", Class($"{Attribute} internal partial class Net {{ internal int Conv1 => 1; private void Initialize() {{ }} internal class BasicUnit {{ }} internal Net() {{ }} internal Net(int width) : this() {{ }} }}"),
            "RNG005 [Conv1] 'Net' declares 'Conv1', which the generated part needs; rename it",
            "RNG005 [Initialize] 'Net' declares 'Initialize', which the generated part needs; rename it",
            "RNG005 [BasicUnit] 'Net' declares 'BasicUnit', which the generated part needs; rename it",
            "RNG005 [Net] 'Net' declares 'Net()', which the generated part needs; rename it");
        yield return new("RNG005", "class", Class($"{Attribute} internal partial class ResidualUnit {{ }}"),
            "RNG005 [ResidualUnit] 'ResidualUnit' declares 'ResidualUnit', which the generated part needs; rename it");
    }

    private static IEnumerable<DiagnosticCase> Projects()
    {
        yield return new("RNG005", "other kind", UserProject.OfSpec("""{ "class": "Net", "version": 1, "depth": 8 }""").WithSource("Net.cs", "namespace MyApp { internal enum Net { } }"),
            "RNG005 [Net] 'MyApp' declares 'Net', which the generated part needs; rename it");
        yield return new("RNG001", "class of a file", UserProject.OfSpec("""{ "class": "Net", "version": 1, "depth": 8 }""").WithSource("Net.cs", "namespace MyApp { internal class Net { } }"),
            "RNG001 [Net] 'Net' must be partial for ResNetGen to complete it");
        const string Net = "namespace MyApp { [ResNetGen.ResNet(Version = 1, Depth = 20)] internal partial class Net { } internal static class Use { internal static Net Make() => new Net(); } }";
        const string File = """{ "version": 1, "depth": 8 }""";
        yield return new("RNG006", "C# 9", UserProject.Of(Net) with { Language = LanguageVersion.CSharp9 },
            "RNG006 [ResNetGen.ResNet(Version = 1, Depth = 20)] ResNetGen needs C# 10, this project uses C# 9.0; set LangVersion to 10 or higher");
        yield return new("RNG006", "C# 7.3", UserProject.Of("#pragma warning disable CS8632\n" + Net) with { Language = LanguageVersion.CSharp7_3, Nullable = false },
            "RNG006 [ResNetGen.ResNet(Version = 1, Depth = 20)] ResNetGen needs C# 10, this project uses C# 7.3; set LangVersion to 10 or higher");
        yield return new("RNG006", "C# 9", UserProject.OfSpec(File) with { Language = LanguageVersion.CSharp9 },
            "RNG006 [{] ResNetGen needs C# 10, this project uses C# 9.0; set LangVersion to 10 or higher");
        yield return new("RNG007", "no TorchSharp", UserProject.Of(Net) with { References = ProjectReferences.WithoutTorchSharp },
            "RNG007 [ResNetGen.ResNet(Version = 1, Depth = 20)] Reference TorchSharp to use networks generated by ResNetGen; 'dotnet add package ResNetGen' brings it");
        yield return new("RNG007", "nothing", UserProject.OfSpec(File) with { References = ProjectReferences.DotNet },
            "RNG007 [{] Reference TorchSharp to use networks generated by ResNetGen; 'dotnet add package ResNetGen' brings it");
        yield return new("RNG007", "no Runtime", UserProject.OfSpec(File) with { References = ProjectReferences.WithoutRuntime },
            "RNG007 [{] Reference ResNetGen.Runtime to use networks generated by ResNetGen; 'dotnet add package ResNetGen' brings it");
        yield return new("RNG007", "no Engine", UserProject.OfSpec("""{ "version": 1, "depth": 8, "target": "inference" }""") with { References = ProjectReferences.DotNet },
            "RNG007 [{] Reference ResNetGen.Engine to use networks generated by ResNetGen; 'dotnet add package ResNetGen.Engine' brings it");
        yield return new("RNG009", "class and file", UserProject.Of(Net).WithSpec("specs/net.resnet.json", File),
            "RNG009 [{] 'Net' is also specified in Net.cs");
        yield return new("RNG009", "two files", UserProject.OfSpec("""{ "class": "Net", "version": 2, "depth": 11 }""", "b.resnet.json").WithSpec("a.resnet.json", """{ "class": "Net", "version": 1, "depth": 8 }"""),
            "RNG009 [\"Net\"] 'Net' is also specified in a.resnet.json");
    }

    private static IEnumerable<DiagnosticCase> SpecFiles()
    {
        const string Spec = """{ "version": 1, "depth": 8 }""";
        var project = UserProject.Of("namespace MyApp { [ResNetGen.ResNetSpec(\"specs/own.resnet.json\")] internal partial class Net { } internal static class Use { internal static Net Make() => new Net(); } }");
        yield return new("RNG008", "none", project,
            "RNG008 [\"specs/own.resnet.json\"] 'specs/own.resnet.json' is not among the project's AdditionalFiles; there are none; add <AdditionalFiles Include=\"**/*.resnet.json\" /> to the project");
        yield return new("RNG202", "one file, two classes", project.WithSource("Other.cs", "namespace MyApp { [ResNetGen.ResNetSpec(\"own.resnet.json\")] internal partial class Other { } }")
            .WithSpec("/home/me/specs/own.resnet.json", """{ "version": 2, "depth": 165 }"""),
            "RNG202 [165] 165 layers do not fit version 2, which has 9n + 2; the nearest are 164 (1,703,258 parameters) and 173 (1,795,994 parameters)");
        yield return new("RNG008", "misspelt", project.WithSpec("/home/me/specs/owl.resnet.json", Spec),
            "RNG008 [\"specs/own.resnet.json\"] 'specs/own.resnet.json' is not among the project's AdditionalFiles; did you mean 'owl.resnet.json'?");
        yield return new("RNG008", "other folder", project.WithSpec("/home/me/other/first.resnet.json", Spec),
            "RNG008 [\"specs/own.resnet.json\"] 'specs/own.resnet.json' is not among the project's AdditionalFiles; there are first.resnet.json");
        yield return new("RNG207", "class of a file", project.WithSpec("/home/me/specs/own.resnet.json", """{ "class": "Other", "version": 1, "depth": 8 }"""),
            "RNG207 [\"Other\"] 'class' has no effect: 'Net' takes this file by [ResNetSpec]");
    }
}
