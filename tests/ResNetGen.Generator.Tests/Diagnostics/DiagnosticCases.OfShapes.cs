using System.Collections.Generic;

namespace ResNetGen.Generator.Tests.Diagnostics;

// RNG30x, RNG401: shapes that cannot be, and advice.
internal static partial class DiagnosticCases
{
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
}
