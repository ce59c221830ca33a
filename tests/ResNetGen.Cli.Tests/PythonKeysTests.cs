using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using ResNetGen.Core;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Emitting.Python;
using ResNetGen.Core.Families;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Reading;
using ResNetGen.Core.Values;

namespace ResNetGen.Cli.Tests;

/// <summary>Whatever the keys are, the emitted module has them, and is the same network.</summary>
public class PythonKeysTests
{
    // Each network with keys of all kinds against the same with those that follow from the names of its parts.
    private const string Script = """
        import importlib.util, json, sys, torch
        folder = sys.argv[1]

        def load(name):
            spec = importlib.util.spec_from_file_location(name, f"{folder}/{name}.py")
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            torch.manual_seed(1)
            return module.Net()

        def passed(net, mode):
            torch.manual_seed(2)
            with torch.no_grad():
                return getattr(net, mode)()(torch.rand(2, 3, 32, 32))

        for case in json.load(open(f"{folder}/cases.json")):
            plain, net = load(case["Plain"]), load(case["Name"])
            state = net.state_dict()
            answer = {"Name": case["Name"], "Keys": list(state), "Parameters": [key for key, _ in net.named_parameters()]}

            # Weights are drawn in the order of the modules, which levels of keys change.
            answer["StartsEqual"] = answer["Keys"] != case["Keys"] or all(torch.equal(a, b) for a, b in zip(plain.state_dict().values(), state.values()))
            if sorted(answer["Keys"]) == sorted(case["Keys"]):
                net.load_state_dict(dict(zip(case["Keys"], plain.state_dict().values())), strict=True)
                answer["PassesEqual"] = all(torch.equal(passed(plain, mode), passed(net, mode)) for mode in ("train", "eval"))
                answer["EvaluatesAll"] = not any(module.training for module in net.modules())
            print(json.dumps(answer))
        """;

    private static readonly Dictionary<string, string> Specs = new()
    {
        ["stochastic"] = """{ "family": "resnet50", "input": [3, 32, 32], "attention": "squeeze-excitation", "dropout": 0.2, "survival": 0.6, "zeroLastNorm": true, "stages": [{ "units": 2, "inner": 8 }, { "units": 4, "inner": 8 }] }""",
        ["gated"] = """{ "version": 1, "depth": 20, "shortcut": { "kind": "pad", "plain": "shortcut-gate" }, "stages": [{ "around": "identity" }, { "around": "projection" }, {}] }""",
        ["dense"] = """{ "family": "densenet121", "input": [3, 32, 32], "stages": [{ "units": 3, "width": 8 }, { "units": 5, "width": 8 }, { "units": 1, "width": 8 }] }""",
    };

    private static readonly KeyPatterns[] Patterns =
    [
        // A module for each stage, and within its units levels that are numbers.
        Of("encoder.stages.{stage-1}.layers.{unit}.{layer}", [("conv1", "layer.0.convolution"), ("bn1", "layer.0.normalization")], [("conv1", "embedder.0"), ("bn1", "embedder.1"), ("fc", "classifier.1")]),
        Of("{stage-1}.{unit}.{layer}", [("conv1", "0"), ("bn1", "while")], [("conv1", "stem.import"), ("bn1", "stem.bn"), ("fc", "def")]),
        Of("stages.s{stage}.unit{unit+1}x.{layer}", [("bn1", "bn.first")], [("conv1", "stages.conv1")]),
        Of("stages.s{stage}.unit{unit+1}x{number+9}.{layer}", [], []),
        Of("stages.s{stage}.{number}.{layer}", [], []),

        // No module has the units of a stage, or has nothing else.
        Of("layer{stage}.{unit+1}_{layer}", [("conv1", "conv.a")], [("fc", "layer9.fc")]),
        Of("u{unit+1}.s{stage}.{layer}", [], []),
        Of("convs.{number}.{layer}", [], []),
        Of("blocks.{stage}_{unit+1}.{layer}", [("conv1", "conv.weight")], [("conv1", "blocks.conv")]),
        Of("stage{stage}.unit{stage}_{unit+1}.{layer}", [], [("fc", "stage.fc")]),
        Of("body.stage{stage}.unit{unit+1}.{layer}", [], [("bn1", "body.stage1.bn"), ("fc", "body.fc")]),

        // Keras' own numbers.
        new(new KeyPattern(default), default, default) { IsNumbered = true },
    ];

    [SkippableFact]
    public void Keys_of_any_pattern_are_the_modules_and_nothing_else_changes()
    {
        Python.Require("torch");
        using var folder = new ScratchFolder();
        var cases = new List<Case>();
        foreach (var (plain, spec) in Specs)
        {
            var plan = NetworkCompiler.Compile(plain, spec).Plan!;
            Write(folder, plain, plan with { KeyPatterns = null });
            for (var i = 0; i < Patterns.Length; i++)
            {
                var keyed = plan with { KeyPatterns = Patterns[i] };
                cases.Add(new Case(FormattableString.Invariant($"{plain}{i}"), plain, [.. keyed.Tensors.Select(t => t.Key)], keyed));
                Write(folder, cases[^1].Name, keyed);
            }
        }

        File.WriteAllText(folder.File("cases.json"), JsonSerializer.Serialize(cases));
        var answers = Python.Run(Script, folder.Path).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<Answer>(line)!).ToList();

        Assert.Equal(cases.Select(c => c.Name), answers.Select(a => a.Name));
        Assert.All(cases.Zip(answers), pair =>
        {
            var (ours, theirs) = pair;
            Assert.Equal(ours.Keys.Order(StringComparer.Ordinal), theirs.Keys.Order(StringComparer.Ordinal));
            Assert.Equal(
                ours.Plan.Tensors.Where(t => t.Kind == TensorKind.Parameter).Select(t => t.Key).Order(StringComparer.Ordinal),
                theirs.Parameters.Order(StringComparer.Ordinal));
            Assert.True(theirs.StartsEqual);
            Assert.True(theirs.PassesEqual);
            Assert.True(theirs.EvaluatesAll);
        });
    }

    [SkippableFact]
    public void The_source_of_every_family_is_Python_that_3_9_reads()
    {
        using var folder = new ScratchFolder();
        foreach (var family in FamilyTable.Names)
        {
            Write(folder, family, NetworkCompiler.Compile(family, FamilySpec.Of(family)).Plan!);
        }

        var read = Python.Run(
            """
            import ast, pathlib, sys
            files = sorted(pathlib.Path(sys.argv[1]).glob("*.py"))
            imports = set()
            for file in files:
                for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"), feature_version=(3, 9))):
                    imports |= {alias.name for alias in node.names} if isinstance(node, ast.Import) else set()
                    imports |= {node.module} if isinstance(node, ast.ImportFrom) else set()
            print(len(files), *sorted(imports))
            """,
            folder.Path);

        Assert.Equal(FormattableString.Invariant($"{FamilyTable.Names.Count} torch torch.nn.functional"), read.Trim());
    }

    private static KeyPatterns Of(string unit, (string Name, string Key)[] unitLayers, (string Name, string Key)[] outerLayers) =>
        new(KeyPatternText.Read(unit), Keyed(unitLayers), Keyed(outerLayers));

    private static EquatableArray<KeyedLayer> Keyed((string Name, string Key)[] layers) => layers.Select(l => new KeyedLayer(l.Name, l.Key)).ToEquatableArray();

    private static void Write(ScratchFolder folder, string name, NetworkPlan plan) => folder.Write(name + ".py", NetworkEmitter.Emit("Net", plan));

    /// <param name="Name">The network.</param>
    /// <param name="Plain">The same network with keys that are its parts' names.</param>
    /// <param name="Keys">The keys of its state_dict, in the plan's order.</param>
    /// <param name="Plan">Its plan.</param>
    private sealed record Case(string Name, string Plain, string[] Keys, [property: JsonIgnore] NetworkPlan Plan);

    /// <param name="Name">The network.</param>
    /// <param name="Keys">The keys of its state_dict.</param>
    /// <param name="Parameters">The names of what it trains.</param>
    /// <param name="StartsEqual">Whether its weights start as those of the plain one.</param>
    /// <param name="PassesEqual">Whether it gives the same numbers, in training and in evaluation.</param>
    /// <param name="EvaluatesAll">Whether <c>eval()</c> reaches all modules.</param>
    private sealed record Answer(string Name, string[] Keys, string[] Parameters, bool StartsEqual, bool PassesEqual, bool EvaluatesAll);
}
