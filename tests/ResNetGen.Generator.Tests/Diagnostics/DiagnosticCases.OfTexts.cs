using System.Collections.Generic;
using ResNetGen.Generator.Tests.Projects;

namespace ResNetGen.Generator.Tests.Diagnostics;

// RNG10x: what cannot be read.
internal static partial class DiagnosticCases
{
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
            "RNG102 [\"colour\"] A network has no 'colour'; it has class, namespace, family, version, depth, input, classes, target, stem, stages, unit, activation and others");
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
}
