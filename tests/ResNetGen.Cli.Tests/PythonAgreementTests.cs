using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading.Tasks;
using ResNetGen.Cli.Networks;
using ResNetGen.Cli.Specs;
using ResNetGen.Core.Planning;
using ResNetGen.Torch;
using ResNetGen.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.Cli.Tests;

/// <summary>
/// What <c>emit python</c> writes is the same network: its keys are ours, our weights load strictly, and in double precision it gives our scores, in
/// evaluation and in training; fresh weights are those that the same seed gives here.
/// </summary>
public class PythonAgreementTests
{
    private const int Batch = 2;
    private const long Seed = 7;

    // One process for all networks: importing torch takes longer than most of them.
    private const string Script = """
        import importlib.util, json, sys, torch
        folder, seed = sys.argv[1], int(sys.argv[2])

        def read(name, shape):
            with open(f"{folder}/{name}.f64", "rb") as file:
                return torch.frombuffer(bytearray(file.read()), dtype=torch.float64).reshape(shape)

        def difference(name, theirs):
            ours = read(name, theirs.shape)
            return ((ours - theirs).abs().max() / ours.abs().max()).item()

        def lies_apart(ours, theirs, tolerance):
            return abs(ours - theirs.double().square().sum().item()) > tolerance * ours

        for case in json.load(open(f"{folder}/cases.json")):
            name = case["Name"]
            spec = importlib.util.spec_from_file_location(name, f"{folder}/{name}.py")
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            network = [member for member in vars(module).values() if isinstance(member, type)][-1]

            torch.manual_seed(seed)
            net = network()
            state = net.state_dict()
            started = [(ours, state[key]) for key, ours in case["Fresh"].items() if key in state]
            answer = {
                "Name": name,
                "Torch": torch.__version__,
                "Keys": [" ".join(map(str, [key, *tensor.shape])) for key, tensor in state.items()],
                "StartsAlike": not any(lies_apart(ours, theirs, 8 * (2 / max(1, theirs.numel())) ** 0.5) for ours, theirs in started),
                "StartsEqual": not any(lies_apart(ours, theirs, 1e-6) for ours, theirs in started),
            }
            net.load_state_dict(torch.load(f"{folder}/{name}.pth"), strict=True)
            net.double().eval()
            answer["EvaluatesAll"] = not any(module.training for module in net.modules())
            images = read(f"{name}.images", case["Images"])
            with torch.no_grad():
                answer["Evaluated"] = difference(f"{name}.scores", net(images))
                torch.manual_seed(seed)
                answer["Trained"] = difference(f"{name}.trained", net.train()(images))
            answer["Learns"] = not any(lies_apart(ours, net.state_dict()[key], 1e-9) for key, ours in case["Learned"].items())
            print(json.dumps(answer))
        """;

    /// <summary>
    /// Networks whose weights are drawn in another order here: a stage's last unit is made before those in the middle, and TorchSharp goes through the
    /// modules of a level before those within them.
    /// </summary>
    private static readonly string[] StartedInAnotherOrder = ["resnet50v2", "KerasKeysPre", "StrideLast", "Concatenated", "dropped_keras"];

    /// <summary>Families for what is special about each, and specs for what no family has.</summary>
    private static IEnumerable<string> Families =>
    [
        "resnet20", "preresnet29", "keras_resnet20v1", "keras_resnet20v2", "mlperf_resnet8", "densenet121", "resnet50v2", "keras_resnet50", "seresnet50",
        "ecaresnet50d", "resnext29_8x64d", "resnet110_stochastic", "xresnet18", "preresnet18",
    ];

    private static IEnumerable<(string Name, string Spec)> Specs =>
    [
        // Zeros that a convolution in the stem cannot add itself, and a name that is a keyword.
        ("padded_stem", """{ "class": "lambda", "family": "xresnet18", "input": [3, 32, 32], "padding": "same", "nonlinearity": "leaky-relu", "slope": 0.2 }"""),
        ("dense_groups", """{ "class": "Tensor", "family": "densenet121", "input": [3, 32, 32], "norm": { "kind": "group", "groups": 4 }, "compression": 1, "nonlinearity": "silu", "stages": [{ "units": 3, "width": 8 }, { "units": 1, "width": 8 }, { "units": 2, "width": 8 }, { "units": 4, "width": 8 }] }"""),
        ("dropped_keras", """{ "family": "keras_resnet50", "input": [3, 32, 32], "attention": "squeeze-excitation", "shortcut": { "plain": "dropout" }, "survival": 0.6, "stages": [{ "units": 2, "inner": 8 }, { "units": 2, "inner": 8 }, { "units": 2, "inner": 8 }, { "units": 2, "inner": 8 }] }"""),
    ];

    [SkippableFact]
    public async Task Emitted_networks_have_our_keys_and_give_our_numbers()
    {
        Python.Require("torch");
        using var folder = new ScratchFolder();
        var specs = Families
            .Concat(Directory.GetFiles(Repository.PathOf("tests/ResNetGen.Networks.Tests/Variants"), "*.resnet.json"))
            .Concat(Specs.Select(s => folder.Write(s.Name + ".resnet.json", s.Spec)))
            .ToList();
        var cases = new List<Case>();
        foreach (var spec in specs)
        {
            cases.Add(await PrepareAsync(spec, folder));
        }

        await File.WriteAllTextAsync(folder.File("cases.json"), JsonSerializer.Serialize(cases));
        var answers = Python.Run(Script, folder.Path, FormattableString.Invariant($"{Seed}"));

        var compared = answers.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<Answer>(line)!).ToList();
        Assert.Equal(cases.Select(c => c.Name), compared.Select(c => c.Name));
        Assert.Equal([], cases.Zip(compared).SelectMany(pair => Differences(pair.First, pair.Second).Select(text => pair.First.Name + ": " + text)));
    }

    private static IEnumerable<string> Differences(Case ours, Answer theirs)
    {
        // Another torch may draw other numbers.
        var drawsAlike = theirs.Torch.StartsWith(TorchPlatform.LibTorchVersion, StringComparison.Ordinal);
        foreach (var (mine, other) in ours.Keys.Zip(theirs.Keys).Where(pair => pair.First != pair.Second).Take(1))
        {
            yield return $"{other} in place of {mine}";
        }

        foreach (var (isSo, text) in new (bool, FormattableString)[]
        {
            (theirs.Keys.Length != ours.Keys.Length, $"{theirs.Keys.Length} keys in place of {ours.Keys.Length}"),
            (!theirs.StartsAlike, $"weights start with other numbers"),
            (!theirs.StartsEqual && drawsAlike && !StartedInAnotherOrder.Contains(ours.Name), $"a seed gives other weights"),
            (!theirs.EvaluatesAll, $"eval() does not reach all modules"),
            (!(theirs.Evaluated < 1e-9), $"scores differ by {theirs.Evaluated}"),
            (!(theirs.Trained < 1e-9) && drawsAlike, $"scores in training differ by {theirs.Trained}"),
            (!theirs.Learns && drawsAlike, $"statistics differ after a batch"),
        })
        {
            if (isSo)
            {
                yield return FormattableString.Invariant(text);
            }
        }
    }

    private static async Task<Case> PrepareAsync(string spec, ScratchFolder folder)
    {
        var file = SpecFile.Read(spec);
        var emitted = await Resnetgen.RunAsync("emit", "python", spec, "--output", folder.File(file.Name + ".py"));
        Assert.True(emitted.ExitCode == ExitCode.Good, emitted.Error);

        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        using var network = NetworkLoader.Load(file, Seed);
        var fresh = SquaresOf(network);
        Randomize(network);
        WeightsFile.Save(folder.File(file.Name + ".pth"), network.state_dict());

        network.to(ScalarType.Float64);
        var images = randn(ImagesOf(file.Plan), dtype: ScalarType.Float64);
        Write(images, folder.File(file.Name + ".images.f64"));
        network.eval();
        Write(network.call(images), folder.File(file.Name + ".scores.f64"));
        network.train();
        manual_seed(Seed);
        Write(network.call(images), folder.File(file.Name + ".trained.f64"));
        return new Case(file.Name, images.shape, fresh, SquaresOf(network), [.. file.Plan.Tensors.Select(t => string.Join(' ', t.Dimensions.Select(d => (object)d).Prepend(t.Key)))]);
    }

    /// <summary>Gives a network statistics as if it had learned, and no norm that hides what stands before it.</summary>
    private static void Randomize(nn.Module network)
    {
        foreach (var (name, tensor) in network.state_dict().Where(t => t.Value.dim() == 1))
        {
            _ = name.EndsWith("bias", StringComparison.Ordinal) || name.EndsWith("mean", StringComparison.Ordinal) ? tensor.normal_(0, 0.1) : tensor.uniform_(0.5, 1);
        }
    }

    // Small ones, of which rows and columns differ, where the network takes them.
    private static long[] ImagesOf(NetworkPlan plan)
    {
        var (height, width) = InputSizes.Of(plan);
        var isSmaller = plan.Input.Height > 64 && height is { Least: <= 64, Most: >= 64 } && width is { Least: <= 72, Most: >= 72 };
        return [Batch, plan.Input.Channels, isSmaller ? 64 : plan.Input.Height, isSmaller ? 72 : plan.Input.Width];
    }

    private static Dictionary<string, double> SquaresOf(nn.Module network) =>
        network.state_dict().ToDictionary(t => t.Key, t => t.Value.to(ScalarType.Float64).square().sum().item<double>(), StringComparer.Ordinal);

    private static void Write(Tensor numbers, string file) =>
        File.WriteAllBytes(file, MemoryMarshal.AsBytes<double>(numbers.contiguous().data<double>().ToArray()));

    /// <param name="Name">The network.</param>
    /// <param name="Images">The shape of the batch.</param>
    /// <param name="Fresh">The sum of the squares of each tensor at its start.</param>
    /// <param name="Learned">The same after a batch in training.</param>
    /// <param name="Keys">Each key with its shape.</param>
    private sealed record Case(string Name, long[] Images, Dictionary<string, double> Fresh, Dictionary<string, double> Learned, string[] Keys);

    /// <param name="Name">The network.</param>
    /// <param name="Torch">PyTorch's version.</param>
    /// <param name="Keys">Each key with its shape.</param>
    /// <param name="StartsAlike">Whether weights start with ours in size.</param>
    /// <param name="StartsEqual">Whether they start with the same numbers.</param>
    /// <param name="EvaluatesAll">Whether <c>eval()</c> reaches all modules.</param>
    /// <param name="Evaluated">The largest difference of scores in evaluation, over the largest score.</param>
    /// <param name="Trained">The same in training.</param>
    /// <param name="Learns">Whether the statistics are ours then.</param>
    private sealed record Answer(
        string Name, string Torch, string[] Keys, bool StartsAlike, bool StartsEqual, bool EvaluatesAll, double Evaluated, double Trained, bool Learns);
}
