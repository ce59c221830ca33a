using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ResNetGen.Core;
using ResNetGen.Core.Families;

namespace ResNetGen.Generator.Tests.Projects;

/// <summary>Projects of one network each, which golden and caching tests all go through.</summary>
internal static class Samples
{
    private static readonly Dictionary<string, Func<UserProject>> ByName = new(StringComparer.Ordinal)
    {
        ["ResNet20v1"] = () => Attributed(1, 20),
        ["ResNet56v1"] = () => Attributed(1, 56),
        ["ResNet110v1"] = () => Attributed(1, 110),
        ["ResNet1202v1"] = () => Attributed(1, 1202),
        ["ResNet164v2"] = () => Attributed(2, 164),
        ["ResNet1001v2"] = () => Attributed(2, 1001),
        ["Smallest"] = () => Attributed(1, 8),
        ["Nested"] = () => UserProject.Of("""
            namespace MyApp;

            internal static partial class Zoo<T>
            {
                internal partial record struct Cage
                {
                    [ResNetGen.ResNet(Version = 2, Depth = 20, Classes = 2, Input = "1x28x28")]
                    internal sealed partial class @class
                    {
                    }
                }
            }
            """),
        ["ResNet50"] = () => Specified("""{ "family": "resnet50" }"""),
        ["ResNeXt50"] = () => Specified("""{ "family": "resnext50_32x4d" }"""),
        ["ResNet50D"] = () => Specified("""{ "family": "resnet50d" }"""),
        ["WideDropout"] = () => Specified("""{ "family": "wrn16_8", "dropout": 0.3 }"""),
        ["GroupNormSilu"] = () => Specified("""{ "family": "resnet18", "norm": { "kind": "group" }, "nonlinearity": "silu", "bias": "all" }"""),
        ["SqueezeExcitation"] = () => Specified("""{ "family": "seresnet50" }"""),
        ["EfficientChannel"] = () => Specified("""{ "family": "ecaresnet50d" }"""),
        ["PatternKeys"] = () => Specified("""{ "family": "resnet20b", "keys": { "units": "convs.{number}.{layer}", "unitLayers": { "conv0": "shortcut.conv", "bn0": "shortcut.norm" }, "layers": { "conv1": "conv0" } } }"""),
        ["DenseNet121"] = () => Specified("""{ "family": "densenet121" }"""),
        ["XResNet18"] = () => Specified("""{ "family": "xresnet18" }"""),
        ["Keras29v2"] = () => Specified("""{ "family": "keras_resnet29v2" }"""),
        ["DenseHead"] = () => Specified("""{ "family": "custom_resnetv2", "depth": 29 }"""),
        ["StochasticDepth"] = () => Specified("""{ "family": "resnet110_stochastic" }"""),
        ["Branches"] = () => Specified("""{ "family": "resnext29_8x64d", "form": "branches" }"""),
        ["Gated"] = () => Specified("""{ "version": 2, "depth": 20, "shortcut": { "kind": "projection", "plain": "exclusive-gate" } }"""),
        ["Dilated"] = () => Specified("""{ "family": "resnet50", "outputStride": 8 }"""),
        ["Encoder"] = () => Specified("""{ "version": 1, "depth": 20, "shortcut": { "kind": "average-pad", "plain": "scaled" }, "head": { "kind": "encoder", "pool": "max" } }"""),
        ["KerasKeys"] = () => Specified("""{ "family": "resnet50v2" }"""),
        ["StrideLast"] = () => Specified("""{ "family": "resnet50v2", "keys": "torchvision" }"""),
        ["AroundStages"] = () => Specified("""{ "family": "resnet18", "stages": [{ "around": "identity" }, { "around": "projection" }, {}, {}] }"""),
        ["NormAfterAddition"] = () => Specified("""{ "version": 1, "depth": 20, "activation": "norm-after-addition", "head": "none" }"""),
        ["ActivationFirst"] = () => Specified("""{ "version": 1, "depth": 20, "activation": "activation-first", "zeroLastNorm": true, "survival": { "last": 0.8, "rule": "uniform" } }"""),
        ["GlobalNamespace"] = () => UserProject.Of("""
            /// <summary>Sorts pictures.</summary>
            [ResNetGen.ResNet(Version = 1, Depth = 14)]
            public partial class Net
            {
            }
            """),
        ["ForInference"] = () => Specified("""{ "family": "resnet20", "target": "inference" }""") with { References = ProjectReferences.EngineAlone },
        ["FromFile"] = () => UserProject.OfSpec("""
            {
              // Comments and a comma at the end are read.
              "class": "Flowers",
              "version": 2,
              "depth": 29,
              "classes": 102,
              "input": [3, 64, 48],
            }
            """),
    };

    public static IEnumerable<string> All => ByName.Keys;

    public static TheoryData<string> Names => [.. ByName.Keys];

    /// <summary>The networks of the folder <c>specs</c>.</summary>
    public static IEnumerable<string> SpecNames =>
        [.. Directory.GetFiles(Repository.PathOf("specs"), "*.resnet.json").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>The families that can be built.</summary>
    public static IReadOnlyList<string> Families { get; } =
        [.. FamilyTable.Names.Where(family => NetworkCompiler.Compile("net.resnet.json", FamilySpec.Of(family)).Plan is not null)];

    /// <summary>Those of them that are no files of <c>specs</c>.</summary>
    public static IEnumerable<string> OtherFamilies => Families.Except(SpecNames.Select(name => name.Split('.')[0]));

    public static UserProject Project(string name) => ByName[name]();

    /// <summary>The project of a sample, of a file of the folder <c>specs</c>, or of a family, by its name.</summary>
    public static UserProject AnyProject(string name) =>
        name.EndsWith(".resnet.json", StringComparison.Ordinal) ? SpecProject(name)
        : ByName.TryGetValue(name, out var sample) ? sample()
        : UserProject.OfSpec(FamilySpec.Of(name));

    private static UserProject SpecProject(string name) =>
        new UserProject().WithSpec("/home/me/my app/specs/" + name, File.ReadAllText(Repository.PathOf("specs/" + name)));

    private static UserProject Specified(string json) => UserProject.OfSpec(json);

    private static UserProject Attributed(int version, int depth) => UserProject.Of($$"""
        using ResNetGen;

        namespace MyApp.Models;

        [ResNet(Version = {{version}}, Depth = {{depth}})]
        public partial class Cifar{{depth}}
        {
        }
        """);
}
