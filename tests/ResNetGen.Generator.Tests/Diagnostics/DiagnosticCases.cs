using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using ResNetGen.Generator.Tests.Projects;

namespace ResNetGen.Generator.Tests.Diagnostics;

/// <summary>Every diagnostic: its exact message and the exact characters that it underlines, in C# and in files.</summary>
internal static class DiagnosticCases
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
        yield return new("RNG007", "no TorchSharp", UserProject.Of(Net) with { References = [.. ContractAssemblies.DotNet, ContractAssemblies.Newest.Runtime] },
            "RNG007 [ResNetGen.ResNet(Version = 1, Depth = 20)] Reference TorchSharp to use networks generated by ResNetGen; 'dotnet add package ResNetGen' brings it");
        yield return new("RNG007", "nothing", UserProject.OfSpec(File) with { References = ContractAssemblies.DotNet },
            "RNG007 [{] Reference TorchSharp to use networks generated by ResNetGen; 'dotnet add package ResNetGen' brings it");
        yield return new("RNG007", "no Runtime", UserProject.OfSpec(File) with { References = [.. ContractAssemblies.DotNet, ContractAssemblies.Newest.Torch] },
            "RNG007 [{] Reference ResNetGen.Runtime to use networks generated by ResNetGen; 'dotnet add package ResNetGen' brings it");
        yield return new("RNG009", "class and file", UserProject.Of(Net).WithSpec("specs/net.resnet.json", File),
            "RNG009 [{] 'Net' is also specified in Net.cs");
        yield return new("RNG009", "two files", UserProject.OfSpec("""{ "class": "Net", "version": 2, "depth": 11 }""", "b.resnet.json").WithSpec("a.resnet.json", """{ "class": "Net", "version": 1, "depth": 8 }"""),
            "RNG009 [\"Net\"] 'Net' is also specified in a.resnet.json");
    }

    private static IEnumerable<DiagnosticCase> Reading()
    {
        yield return File("RNG101", "comma", """{ "version": 1 "depth": 8 }""", "RNG101 [\"] Expected ',' or '}', found '\"'");
        yield return File("RNG101", "end", """{ "version": 1, "depth": 8""", "RNG101 [] Expected ',' or '}', found the end of the file");
        yield return File("RNG101", "nothing", "", "RNG101 [] Expected '{', found the end of the file");
        yield return File("RNG101", "word", """{ "version": one, "depth": 8 }""", "RNG101 [one] Expected a value, found 'one'");
        yield return File("RNG101", "other root", """[1, 2]""", "RNG101 [[1, 2]] Expected '{', found a list");
        yield return File("RNG101", "after the end", """{ "version": 1, "depth": 8 } x""", "RNG101 [x] Expected the end of the file, found 'x'");
        yield return File("RNG101", "colon", """{ "version" 1 }""", "RNG101 [1] Expected ':', found '1'");
        yield return File("RNG101", "name", """{ version: 1 }""", "RNG101 [version] Expected a name in double quotes or '}', found 'version'");
        yield return File("RNG101", "string", "{ \"class\": \"Net\n }", "RNG101 [\n] Expected '\"', found the end of the line");
        yield return File("RNG101", "escape", """{ "class": "\q" }""", "RNG101 [q] Expected one of \" \\ / b f n r t u, found 'q'");
        yield return File("RNG101", "comment", """{ "version": 1, /* for ever""", "RNG101 [] Expected '*/', found the end of the file");
        yield return File("RNG102", "misspelt", """{ "version": 1, "depht": 20, "depth": 20 }""", "RNG102 [\"depht\"] A network has no 'depht'; did you mean 'depth'?");
        yield return File("RNG102", "unknown", """{ "version": 1, "depth": 20, "colour": "red" }""",
            "RNG102 [\"colour\"] A network has no 'colour'; it has class, namespace, family, version, depth, input, classes, stem, stages, unit, activation, nonlinearity and others");
        yield return File("RNG103", "depth", """{ "version": 1, "depth": 20, "depth": 21 }""", "RNG103 [\"depth\"] 'depth' is given twice");
        yield return File("RNG104", "both", """  { "classes": 10 }""",
            "RNG104 [{] A network needs 'version', 1 (He et al., 2015) or 2 (He et al., 2016)",
            "RNG104 [{] A network needs 'depth', its number of layers");
        yield return Attributed("RNG104", "both", "[ResNetGen.ResNet]",
            "RNG104 [ResNetGen.ResNet] A network needs 'Version', 1 (He et al., 2015) or 2 (He et al., 2016)",
            "RNG104 [ResNetGen.ResNet] A network needs 'Depth', its number of layers");
        yield return Attributed("RNG104", "depth", "[ResNetGen.ResNet(Version = 2)]", "RNG104 [ResNetGen.ResNet(Version = 2)] A network needs 'Depth', its number of layers");
    }

    private static IEnumerable<DiagnosticCase> Values()
    {
        yield return File("RNG105", "all", """{ "class": 1, "namespace": [], "version": "1", "depth": 20.5, "classes": null, "input": [3, 32] }""",
            "RNG105 [1] 'class' takes a string, not 1",
            "RNG105 [[]] 'namespace' takes a string, not a list",
            "RNG105 [\"1\"] 'version' takes a whole number, not \"1\"",
            "RNG105 [20.5] 'depth' takes a whole number, not 20.5",
            "RNG105 [null] 'classes' takes a whole number, not null",
            "RNG105 [[3, 32]] 'input' takes a list of channels, height and width, as [3, 32, 32], not a list of 2");
        yield return File("RNG105", "in the list", """{ "version": 1, "depth": 20, "input": [3, "32", 32] }""", "RNG105 [\"32\"] 'input' takes a whole number, not \"32\"");
        yield return Attributed("RNG105", "input", "[ResNetGen.ResNet(Version = 1, Depth = 20, Input = \"32x32\")]",
            "RNG105 [\"32x32\"] 'Input' takes channels x height x width, as \"3x32x32\", not \"32x32\"");
        yield return File("RNG106", "all", """{ "version": 3, "depth": 99999999999, "classes": 0, "input": [0, -32, 32] }""",
            "RNG106 [3] 'version' is 3; it must be 1 (He et al., 2015) or 2 (He et al., 2016)",
            "RNG106 [99999999999] 'depth' is 99999999999; it must be at most 2,147,483,647",
            "RNG106 [0] 'classes' is 0; it must be at least 1",
            "RNG106 [0] 'input' (channels) is 0; it must be at least 1",
            "RNG106 [-32] 'input' (height) is -32; it must be at least 1");
        yield return Attributed("RNG106", "all", "[ResNetGen.ResNet(Version = 0, Depth = 20, Classes = -1, Input = \"3 x 32 x 0\")]",
            "RNG106 [0] 'Version' is 0; it must be 1 (He et al., 2015) or 2 (He et al., 2016)",
            "RNG106 [-1] 'Classes' is -1; it must be at least 1",
            "RNG106 [0] 'Input' (width) is 0; it must be at least 1");
        yield return Attributed("RNG106", "constant", "[ResNetGen.ResNet(Version = 1, Depth = 20, Input = Shapes.Wrong)]",
            "RNG106 [Shapes.Wrong] 'Input' (height) is 99999999999; it must be at most 2,147,483,647");
        yield return File("RNG108", "class", """{ "class": "my net", "namespace": "My.2nd", "version": 1, "depth": 20 }""",
            "RNG108 [\"my net\"] 'my net' is not a C# class name",
            "RNG108 [\"My.2nd\"] 'My.2nd' is not a C# namespace name");
        yield return File("RNG108", "too long", $$"""{ "class": "{{new string('N', 1024)}}", "version": 1, "depth": 20 }""",
            $"RNG108 [\"{new string('N', 1024)}\"] '{new string('N', 40)}…' is not a C# class name; the longest has 1,023 letters");
        yield return new("RNG108", "file name", UserProject.OfSpec("""{ "version": 1, "depth": 20 }""", "/specs/20 layers.resnet.json"),
            "RNG108 [{] '20 layers.resnet.json' is not a C# class name; name the class with \"class\"");
    }

    private static IEnumerable<DiagnosticCase> Depths()
    {
        yield return Attributed("RNG202", "neither", "[ResNetGen.ResNet(Version = 2, Depth = 165)]",
            "RNG202 [165] 165 layers do not fit version 2, which has 9n + 2; the nearest are 164 (1,703,258 parameters) and 173 (1,795,994 parameters)");
        yield return File("RNG202", "neither", """{ "version": 2, "depth": 165, "classes": 100 }""",
            "RNG202 [165] 165 layers do not fit version 2, which has 9n + 2; the nearest are 164 (1,726,388 parameters) and 173 (1,819,124 parameters)");
        yield return Attributed("RNG202", "other version", "[ResNetGen.ResNet(Version = 2, Depth = 4 * 8)]",
            "RNG202 [4 * 8] 32 layers do not fit version 2, which has 9n + 2; the nearest are 29 (312,218 parameters) and 38 (404,954 parameters), and version 1, of 6n + 2, has 32");
        yield return File("RNG202", "other version", """{ "version": 1, "depth": 29 }""",
            "RNG202 [29] 29 layers do not fit version 1, which has 6n + 2; the nearest are 26 (366,938 parameters) and 32 (464,154 parameters), and version 2, of 9n + 2, has 29");
        yield return Attributed("RNG202", "too few", "[ResNetGen.ResNet(Version = 1, Depth = -3)]",
            "RNG202 [-3] -3 layers do not fit version 1, which has 6n + 2; the least is 8 (75,290 parameters)");
        yield return Attributed("RNG202", "the most", "[ResNetGen.ResNet(Version = 2, Depth = int.MaxValue)]",
            "RNG202 [int.MaxValue] 2147483647 layers do not fit version 2, which has 9n + 2; the most is 2147483639 (22,127,671,429,658 parameters)");
        yield return Attributed("RNG202", "with others", "[ResNetGen.ResNet(Version = 2, Depth = 165, Classes = 0, Input = \"\")]",
            "RNG202 [165] 165 layers do not fit version 2, which has 9n + 2; the nearest are 164 (1,703,258 parameters) and 173 (1,795,994 parameters)",
            "RNG106 [0] 'Classes' is 0; it must be at least 1",
            "RNG105 [\"\"] 'Input' takes channels x height x width, as \"3x32x32\", not \"\"");
    }

    private static IEnumerable<DiagnosticCase> Sizes()
    {
        yield return Attributed("RNG402", "depth", "[ResNetGen.ResNet(Version = 1, Depth = 1200002)]",
            "RNG402 [1200002] The network would have 19,443,178,074 parameters; the most is 2,147,483,647");
        yield return File("RNG402", "classes", """{ "version": 2, "depth": 20, "classes": 2147483647 }""",
            "RNG402 [2147483647] The network would have 551,903,514,191 parameters; the most is 2,147,483,647");
        yield return Attributed("RNG402", "input", "[ResNetGen.ResNet(Version = 1, Depth = 20, Input = \"3x20000x20000\")]",
            "RNG402 [3x20000x20000] A feature map of one image would have 6,400,000,000 numbers; the most is 2,147,483,647");
        yield return File("RNG402", "units", """{ "family": "densenet121", "stages": [{}, { "units": 1000000 }, {}, {}] }""",
            "RNG402 [1000000] Stage 2 would have 1,000,000 units that concatenate; the most is 4,096");
        yield return File("RNG402", "input", """{ "version": 1, "depth": 20, "input": [2147483647, 2147483647, 2147483647] }""",
            "RNG402 [20] The network would have 309,237,914,458 parameters; the most is 2,147,483,647",
            "RNG402 [[2147483647, 2147483647, 2147483647]] A feature map of one image would have 9,223,372,036,854,775,807 numbers; the most is 2,147,483,647");
    }

    private static IEnumerable<DiagnosticCase> Shapes()
    {
        const string Identity = "Stage 2: the units give 32 x 16 x 16, the shortcut 16 x 32 x 32; use 'projection'";
        yield return Attributed("RNG301", "identity", "[ResNetGen.ResNet(Version = 1, Depth = 20, Shortcut = ResNetGen.Shortcut.Identity)]", "RNG301 [ResNetGen.Shortcut.Identity] " + Identity);
        yield return File("RNG301", "identity", """{ "version": 1, "depth": 20, "shortcut": "identity" }""", "RNG301 [\"identity\"] " + Identity);
        yield return File("RNG301", "around", """{ "version": 1, "depth": 20, "stages": [{}, { "around": "identity" }, {}] }""",
            "RNG301 [\"identity\"] Stage 2: the units give 32 x 16 x 16, the shortcut over the stage 16 x 32 x 32; use 'projection'");
        yield return File("RNG301", "max pool", """{ "version": 1, "depth": 20, "shortcut": { "kind": "max-pool" } }""",
            "RNG301 [\"max-pool\"] Stage 2: the units give 32 x 16 x 16, the shortcut 16 x 16 x 16; use 'projection'");
        yield return Attributed("RNG302", "stem", "[ResNetGen.ResNet(Version = 1, Depth = 20, StemPool = ResNetGen.PoolKind.Max, StemPoolKernel = 50, StemPoolPadding = 0)]",
            "RNG302 [50] The stem: a 50 x 50 window with padding 0 does not fit 16 x 32 x 32");
        yield return File("RNG302", "head", """{ "version": 1, "depth": 20, "input": [3, 16, 16], "head": { "pool": "window" } }""",
            "RNG302 [\"window\"] The head: a 8 x 8 window with padding 0 does not fit 64 x 4 x 4");
        yield return File("RNG302", "transition", """{ "family": "densenet121", "input": [3, 8, 8], "stem": { "pool": "none" } }""",
            "RNG302 [[3, 8, 8]] The transition behind stage 3: a 2 x 2 window with padding 0 does not fit 512 x 1 x 1");
        yield return Attributed("RNG303", "widths", "[ResNetGen.ResNet(Version = 1, Depth = 20, Widths = new[] { 32, 16, 64 })]",
            "RNG303 [16] Stage 2: channels of zeros cannot lead from 32 to 16 channels; use 'projection'");
        yield return File("RNG303", "width", """{ "version": 1, "depth": 20, "stages": [{ "width": 64 }, {}, { "width": 64 }] }""",
            "RNG303 [{] Stage 2: channels of zeros cannot lead from 64 to 32 channels; use 'projection'");
        yield return Attributed("RNG304", "odd", "[ResNetGen.ResNet(Version = 1, Depth = 20, Input = \"3x15x32\", Shortcut = ResNetGen.Shortcut.AveragePad)]",
            "RNG304 [ResNetGen.Shortcut.AveragePad] Stage 2: 15 x 32 becomes 8 x 16 in the units and 7 x 16 in the pooled shortcut; use 'average-projection', which rounds up, or 'pad'");
        yield return File("RNG304", "family", """{ "family": "resnet20_avgpool_bias", "input": [3, 30, 30] }""",
            "RNG304 [{] Stage 3: 15 x 15 becomes 8 x 8 in the units and 7 x 7 in the pooled shortcut; use 'average-projection', which rounds up, or 'pad'");
    }

    private static IEnumerable<DiagnosticCase> Advice()
    {
        yield return Attributed("RNG305", "first", "[ResNetGen.ResNet(Version = 1, Depth = 20, Shortcut = ResNetGen.Shortcut.Projection, ShortcutFirst = true)]",
            "RNG305 [true] Stage 1: both shapes are 16 x 32 x 32; an identity would do");
        yield return File("RNG305", "around", """{ "version": 1, "depth": 20, "stages": [{ "around": "projection" }, {}, {}] }""",
            "RNG305 [\"projection\"] Stage 1: both shapes are 16 x 32 x 32; an identity would do");
        yield return Attributed("RNG306", "input", "[ResNetGen.ResNet(Version = 1, Depth = 20, Input = \"3x4x4\")]",
            "RNG306 [3x4x4] Stage 3 works on 1 x 1; around its middle, a 3 x 3 kernel sees padding only");
        yield return File("RNG306", "stride", """{ "version": 1, "depth": 20, "input": [3, 8, 8], "stages": [{}, { "stride": 8 }, { "stride": 1 }] }""",
            "RNG306 [8] Stage 2 works on 1 x 1; around its middle, a 3 x 3 kernel sees padding only");
        yield return Attributed("RNG307", "family", "[ResNetGen.ResNet(\"resnet18\", Input = \"3x32x32\")]",
            "RNG307 [3x32x32] The stem leaves 8 x 8 of 32 x 32; networks for small images start with a 3 x 3 convolution of stride 1, and without a pool");
        yield return File("RNG307", "stride", """{ "version": 1, "depth": 20, "stem": { "stride": 4 } }""",
            "RNG307 [4] The stem leaves 8 x 8 of 32 x 32; networks for small images start with a 3 x 3 convolution of stride 1, and without a pool");
        yield return Attributed("RNG308", "window", "[ResNetGen.ResNet(Version = 1, Depth = 20, Input = \"3x36x36\", HeadPool = ResNetGen.HeadPool.Window)]",
            "RNG308 [ResNetGen.HeadPool.Window] The head: a 8 x 8 pool of stride 8 leaves out the last 1 of 9 rows");
        yield return File("RNG308", "transition", """{ "family": "densenet121", "input": [3, 224, 232] }""",
            "RNG308 [[3, 224, 232]] Stage 2: a 2 x 2 pool of stride 2 leaves out the last 1 of 29 columns");
        yield return Attributed("RNG401", "budget", "[ResNetGen.ResNet(Version = 1, Depth = 20, Budget = 100000)]",
            "RNG401 [100000] 269,722 parameters, and the budget is 100,000; stage 3 has 75 % of them");
        yield return File("RNG401", "head", """{ "version": 1, "depth": 8, "classes": 10000, "budget": 500000 }""",
            "RNG401 [500000] 724,640 parameters, and the budget is 500,000; the head has 89 % of them");
    }

    private static IEnumerable<DiagnosticCase> Choices()
    {
        yield return File("RNG107", "misspelt", """{ "version": 1, "depth": 20, "unit": "bottelneck", "shortcut": "round", "norm": { "kind": "layer" } }""",
            "RNG107 [\"bottelneck\"] 'bottelneck' is no unit; did you mean 'bottleneck'?",
            "RNG107 [\"round\"] 'round' is no shortcut; choose identity, pad, projection, average-projection, average-pad, max-pool, concatenate or none",
            "RNG107 [\"layer\"] 'layer' is no norm; choose batch, group or none");
        yield return Attributed("RNG107", "cast", "[ResNetGen.ResNet(Version = 1, Depth = 20, Unit = (ResNetGen.Unit)7)]",
            "RNG107 [(ResNetGen.Unit)7] '(ResNetGen.Unit)7' is no unit; choose Unit.Basic, Unit.Bottleneck or Unit.Dense");
        yield return File("RNG109", "misspelt", """{ "family": "resnet-20" }""", "RNG109 [\"resnet-20\"] No family 'resnet-20'; did you mean 'resnet20'?");
        yield return File("RNG109", "hidden", """{ "family": "$default" }""",
            "RNG109 [\"$default\"] No family '$default'; there are resnet20, resnet32, resnet44, resnet56, resnet110, resnet1202 and others");
        yield return Attributed("RNG109", "misspelt", "[ResNetGen.ResNet(\"resnet2\", Classes = 0)]",
            "RNG109 [\"resnet2\"] No family 'resnet2'; did you mean 'resnet20'?",
            "RNG106 [0] 'Classes' is 0; it must be at least 1");
        yield return File("RNG105", "kinds", """{ "version": 1, "depth": 20, "zeroLastNorm": 1, "stages": 3, "stem": [], "dropout": "0.1", "shortcut": true }""",
            "RNG105 [1] 'zeroLastNorm' takes true or false, not 1",
            "RNG105 [3] 'stages' takes a list of objects, not 3",
            "RNG105 [[]] 'stem' takes an object, not a list",
            "RNG105 [\"0.1\"] 'dropout' takes a number, not \"0.1\"",
            "RNG105 [true] 'shortcut' takes a string, or an object, not true");
        yield return File("RNG102", "in a group", """{ "version": 1, "depth": 20, "stem": { "kernal": 3 } }""", "RNG102 [\"kernal\"] A stem has no 'kernal'; did you mean 'kernel'?");
        yield return File("RNG103", "in a group", """{ "version": 1, "depth": 20, "stem": { "kernel": 3, "kernel": 5 } }""", "RNG103 [\"kernel\"] 'kernel' is given twice");
        yield return File("RNG106", "in groups", """{ "version": 1, "depth": 20, "stem": { "kernel": 4 }, "dropout": 1, "stages": [{ "stride": 0 }] }""",
            "RNG106 [4] 'kernel' is 4; it must be odd, from 1 to 1,023",
            "RNG106 [1] 'dropout' is 1; it must be at least 0 and less than 1",
            "RNG106 [0] 'stride' is 0; it must be at least 1");
        yield return Attributed("RNG106", "lists", "[ResNetGen.ResNet(Units = new[] { 1, 0, 1 }, Widths = new int[] { 16, 32 })]",
            "RNG106 [new int[] { 16, 32 }] 'Widths' is a list of 2; it must be a list of 3, as 'Units' is");
    }

    private static IEnumerable<DiagnosticCase> Structure()
    {
        yield return File("RNG201", "empty", """{ "stages": [] }""", "RNG201 [[]] A network needs at least one stage");
        yield return Attributed("RNG201", "empty", "[ResNetGen.ResNet(Units = new int[0])]", "RNG201 [new int[0]] A network needs at least one stage");
        yield return File("RNG104", "stages", """{ "stages": [{ "units": 2 }, { "width": 32 }] }""",
            "RNG104 [{] A stage needs 'width', the channels that each unit gives; with concatenation, adds",
            "RNG104 [{] A stage needs 'units', how many residual units a stage has");
        yield return Attributed("RNG104", "widths", "[ResNetGen.ResNet(Units = new[] { 1, 2 })]",
            "RNG104 [ResNetGen.ResNet(Units = new[] { 1, 2 })] A network needs 'Widths', the channels that each unit gives; with concatenation, adds");
        yield return Attributed("RNG203", "groups", "[ResNetGen.ResNet(Version = 2, Depth = 29, Groups = 3)]", "RNG203 [3] 3 groups do not divide 16 channels");
        yield return File("RNG203", "inner", """{ "family": "resnext50_32x4d", "stages": [{ "inner": 100 }, {}, {}, {}] }""", "RNG203 [100] 32 groups do not divide 100 channels");
        yield return Attributed("RNG204", "stem", "[ResNetGen.ResNet(Version = 1, Depth = 20, Norm = ResNetGen.NormKind.Group)]",
            "RNG204 [ResNetGen.NormKind.Group] Group norm of 32 does not divide the 16 channels of the stem");
        yield return File("RNG204", "stage", """{ "version": 1, "depth": 20, "norm": { "kind": "group", "groups": 16 }, "stages": [{}, { "width": 40 }, {}] }""",
            "RNG204 [16] Group norm of 16 does not divide the 40 channels of stage 2");
        yield return Attributed("RNG205", "groups", "[ResNetGen.ResNet(Version = 1, Depth = 20, Groups = 2)]", "RNG205 [2] Groups and base width need bottleneck units");
        yield return File("RNG205", "unit", """{ "family": "resnext50_32x4d", "unit": "basic" }""", "RNG205 [\"basic\"] Groups and base width need bottleneck units");
        yield return Attributed("RNG206", "reduction", "[ResNetGen.ResNet(Version = 1, Depth = 20, Attention = ResNetGen.Attention.SqueezeExcitation, AttentionReduction = 32)]",
            "RNG206 [32] A reduction of 32 leaves 0 of 16 channels");
        yield return File("RNG206", "width", """{ "version": 1, "depth": 20, "attention": "squeeze-excitation", "stages": [{ "width": 15 }, {}, {}] }""",
            "RNG206 [\"squeeze-excitation\"] A reduction of 16 leaves 0 of 15 channels");
        yield return Attributed("RNG208", "between", "[ResNetGen.ResNet(Version = 1, Depth = 20, OutputStride = 3)]",
            "RNG208 [3] An output stride of 3 cannot be reached; with these strides it would be 2");
        yield return File("RNG208", "beyond", """{ "family": "resnet50", "outputStride": 64 }""", "RNG208 [64] An output stride of 64 cannot be reached; with these strides it would be 32");
        yield return Attributed("RNG209", "50", "[ResNetGen.ResNet(Version = 1, Depth = 50)]",
            "RNG209 [50] 50 is a CIFAR network of n = 8 here; the ImageNet network of that depth is \"resnet50\"");
        yield return File("RNG209", "101", """{ "version": 2, "depth": 101 }""", "RNG209 [101] 101 is a CIFAR network of n = 11 here; the ImageNet network of that depth is \"resnet101\"");
        yield return Attributed("RNG210", "no shortcut", "[ResNetGen.ResNet(\"plain20\", Survival = 0.5)]",
            "RNG210 [0.5] Stochastic depth leaves out what is added to a shortcut; these units have no shortcut");
        yield return File("RNG210", "gate", """{ "version": 1, "depth": 20, "survival": 0.5, "shortcut": { "plain": "exclusive-gate" } }""",
            "RNG210 [0.5] Stochastic depth leaves out what is added to a shortcut; here a gate weighs the shortcut");
        yield return File("RNG210", "concatenation", """{ "family": "densenet121", "survival": { "last": 0.8 } }""",
            "RNG210 [0.8] Stochastic depth leaves out what is added to a shortcut; these units concatenate");
    }

    private static IEnumerable<DiagnosticCase> Effects()
    {
        yield return Attributed("RNG207", "slope", "[ResNetGen.ResNet(Version = 1, Depth = 20, Slope = 0.2)]", "RNG207 [0.2] 'Slope' has no effect: it counts only with a leaky ReLU");
        yield return Attributed("RNG207", "lists", "[ResNetGen.ResNet(Version = 1, Depth = 20, Inners = new[] { 16, 32, 64 }, Widths = new[] { 16, 32, 64 })]",
            "RNG207 [16] 'Inners' has no effect: it counts only with bottleneck or dense units");
        yield return File("RNG207", "several", """{ "version": 1, "depth": 20, "form": "branches", "stem": { "pool": { "stride": 3 } }, "shortcut": { "kind": "pad", "norm": false }, "head": { "latent": 5 } }""",
            "RNG207 [\"branches\"] 'form' has no effect: it counts only with more than one group",
            "RNG207 [3] 'stride' has no effect: it counts only with a pool",
            "RNG207 [false] 'norm' has no effect: it counts only with projections",
            "RNG207 [5] 'latent' has no effect: it counts only with an encoder");
        yield return File("RNG207", "version", """{ "family": "resnet20", "version": 2 }""", "RNG207 [2] 'version' has no effect: it counts only without a family");
        yield return File("RNG207", "depth", """{ "version": 1, "depth": 20, "stages": [{ "units": 1 }, { "units": 1 }, { "units": 1 }] }""",
            "RNG207 [20] 'depth' has no effect: it counts only with a version, where stages leave out their units");
        yield return Attributed("RNG309", "keras", "[ResNetGen.ResNet(Version = 1, Depth = 20, NormMomentum = 0.99)]",
            "RNG309 [0.99] A momentum of 0.99 keeps 99 % of each new batch; in Keras' convention this is 0.01");
        yield return File("RNG309", "keras", """{ "version": 1, "depth": 20, "norm": { "momentum": 0.9 } }""",
            "RNG309 [0.9] A momentum of 0.9 keeps 90 % of each new batch; in Keras' convention this is 0.1");
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

    private static IEnumerable<DiagnosticCase> Uses()
    {
        yield return Using("RNG501", "channels", "net.forward(torch.randn(8, 4, 224, 224));",
            "RNG501 [torch.randn(8, 4, 224, 224)] 'Net' takes N x 3 x H x W, this is 8 x 4 x 224 x 224");
        yield return Using("RNG501", "channels last", "net.call(torch.zeros(new long[] { 8, 32, 32, 3 }));",
            "RNG501 [torch.zeros(new long[] { 8, 32, 32, 3 })] 'Net' takes N x 3 x H x W, this is 8 x 32 x 32 x 3; permute(0, 3, 1, 2) puts the channels second");
        yield return Using("RNG501", "no batch", "net.forward(torch.rand(3, 32, 32));",
            "RNG501 [torch.rand(3, 32, 32)] 'Net' takes N x 3 x H x W, this is 3 x 32 x 32; unsqueeze(0) makes a batch of one image");
        yield return Using("RNG502", "no rows", "net.forward(torch.ones(1, 3, 0, 32));",
            "RNG502 [torch.ones(1, 3, 0, 32)] 'Net' needs images of at least 1 x 1, this is 0 x 32");
        yield return Using("RNG503", "two labels", "torch.nn.functional.cross_entropy(net.forward(images), torch.tensor(new long[] { 0, 11, -1, -100 }));",
            "RNG503 [11] 'Net' scores 10 classes, so labels are 0 to 9; this one is 11",
            "RNG503 [-1] 'Net' scores 10 classes, so labels are 0 to 9; this one is -1");
    }

    private static DiagnosticCase Using(string id, string name, string statement, params string[] expected) => new(
        id,
        name,
        UserProject.Of($$"""
            namespace MyApp;

            using TorchSharp;

            [ResNetGen.ResNet(Version = 1, Depth = 20)]
            internal partial class Net { }

            internal static class UseOfNet
            {
                internal static void Run(Net net, torch.Tensor images)
                {
                    images.to(torch.CPU);
                    {{statement}}
                }
            }
            """),
        expected);

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
