using System.Collections.Generic;

namespace ResNetGen.Generator.Tests.Diagnostics;

// Choices that are not there, contradict each other or change nothing, and networks that are too large: RNG10x, RNG20x, RNG309, RNG402.
internal static partial class DiagnosticCases
{
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
        yield return File("RNG110", "a pattern without {layer}", """{ "version": 1, "depth": 20, "keys": { "units": "stage{stage}.{unit}" } }""",
            "RNG110 [\"stage{stage}.{unit}\"] 'stage{stage}.{unit}' is no pattern of keys: it ends with {layer}");
        yield return File("RNG110", "units of one key", """{ "version": 1, "depth": 20, "keys": { "units": "stage{stage}.{layer}" } }""",
            "RNG110 [\"stage{stage}.{layer}\"] 'stage{stage}.{layer}' is no pattern of keys: it has {stage} and {unit}, or {number}, so that each unit has keys of its own");
        yield return Attributed("RNG110", "numbers that run together", "[ResNetGen.ResNet(Version = 1, Depth = 20, UnitKeys = \"s{stage}{unit}.{layer}\")]",
            "RNG110 [\"s{stage}{unit}.{layer}\"] 's{stage}{unit}.{layer}' is no pattern of keys: behind a number stands something else than a number");
        yield return Attributed("RNG110", "another number", "[ResNetGen.ResNet(Version = 1, Depth = 20, UnitKeys = \"{block}.{layer}\")]",
            "RNG110 [\"{block}.{layer}\"] '{block}.{layer}' is no pattern of keys: what stands in braces is {stage}, {unit} or {number}, with what is added: {unit+1}");
        yield return Attributed("RNG110", "a key with an empty level", "[ResNetGen.ResNet(Version = 1, Depth = 20, LayerKeys = new[] { \"conv1=stem..conv\" })]",
            "RNG110 [stem..conv] 'stem..conv' is no key: no level of a key is empty");
        yield return File("RNG110", "a key with a blank", """{ "version": 1, "depth": 20, "keys": { "layers": { "conv1": "stem conv" } } }""",
            "RNG110 [\"stem conv\"] 'stem conv' is no key: a key has letters without accents, digits, and . _ - / :");
        yield return File("RNG107", "a layer that units do not have", """{ "version": 1, "depth": 20, "keys": { "unitLayers": { "conv3": "c", "bn1": "b" } } }""",
            "RNG107 [\"conv3\"] 'conv3' is no layer of these units; did you mean 'conv1'?");
        yield return Attributed("RNG107", "a layer that the network does not have", "[ResNetGen.ResNet(Version = 1, Depth = 20, LayerKeys = new[] { \"classifier=fc\" })]",
            "RNG107 [classifier] 'classifier' is no layer outside units; there are conv1, bn1 and linear");
        yield return File("RNG211", "two layers of a unit", """{ "version": 1, "depth": 20, "keys": { "unitLayers": { "conv1": "c", "conv2": "c" } } }""",
            "RNG211 [{ \"conv1\": \"c\", \"conv2\": \"c\" }] 'conv1' of a unit would have the key 'layer1.0.c', and 'conv2' of a unit 'layer1.0.c'; no layer's key is that of another, or a level of it");
        yield return Attributed("RNG211", "a layer among units", "[ResNetGen.ResNet(Version = 1, Depth = 20, LayerKeys = new[] { \"linear=layer7.0\" })]",
            "RNG211 [new[] { \"linear=layer7.0\" }] 'linear' would have the key 'layer7.0', and 'conv1' of a unit 'layer1.0.conv1'; no layer's key is that of another, or a level of it");
        yield return File("RNG207", "keys with numbers of their own", """{ "family": "mlperf_resnet8", "keys": { "layers": { "conv1": "stem" } } }""",
            "RNG207 [{ \"conv1\": \"stem\" }] 'layers' has no effect: it counts only where keys have no numbers of their own");
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
}
