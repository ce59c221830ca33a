using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ResNetGen.Cli.Runs;
using ResNetGen.Cli.Specs;
using ResNetGen.Cli.Training;

namespace ResNetGen.Cli.Commands;

/// <summary><c>train [SPEC]</c>: trains a network and writes its weights and logs into a folder.</summary>
internal sealed class TrainCommand : Command, ITorchCommand
{
    private readonly SpecArgument spec = new() { DefaultValueFactory = _ => "resnet20" };
    private readonly DataOption data = new() { DefaultValueFactory = _ => "shapes" };
    private readonly AugmentOption augment = new();
    private readonly BrokenOption broken = new();
    private readonly TuningOptions tuning = new();
    private readonly Option<int> seed = new("--seed") { HelpName = "N", Description = "Decides the fresh weights, the images' order and how they are varied.", DefaultValueFactory = _ => 0 };
    private readonly Option<int?> seeds = new("--seeds") { HelpName = "N", Description = "Train N networks, one a seed from --seed on, and report mean and standard deviation." };
    private readonly Option<int> validation = new("--validation") { HelpName = "N", Description = "Hold out N training images, and keep the weights that are best on them as best.safetensors." };
    private readonly Option<string?> weights = new("--weights") { HelpName = "FILE", Description = "Start from these weights (.safetensors, or as PyTorch, Keras or TorchSharp saved them) instead of fresh ones." };
    private readonly Option<bool> skipHead = new("--skip-head") { Description = "With --weights: let the last layer start fresh, for another number of classes." };
    private readonly Option<string?> folder = new("--out") { HelpName = "DIR", Description = "The run's folder, a new or empty one. [default: runs/SPEC-TIME]" };
    private readonly Option<bool> resume = new("--resume") { Description = "With --out: go on with the run in that folder, as it was begun. Nothing else has to be said again." };
    private readonly JsonOption json = new();
    private readonly Terminal terminal;

    public TrainCommand(Terminal terminal)
        : base("train", "Train a network; without arguments a ResNet-20 on pictures drawn on the spot. Ctrl+C ends it after its step and keeps everything; --resume goes on.")
    {
        this.terminal = terminal;
        validation.AtLeast(1);
        seeds.AtLeast(2);
        Add(spec);
        foreach (var option in new Option[] { data, augment, broken }.Concat(tuning.All).Concat([seed, seeds, validation, weights, skipHead, folder, resume, json]))
        {
            Add(option);
        }

        Validators.Add(result =>
        {
            if (result.GetValue(seeds) is { } count && result.GetValue(seed) > int.MaxValue - (count - 1))
            {
                result.AddError($"--seed {result.GetValue(seed)} --seeds {count}: the last seed would be above {int.MaxValue}.");
            }

            if (result.GetValue(skipHead) && result.GetValue(weights) is null && !result.GetValue(resume))
            {
                result.AddError("--skip-head goes with --weights.");
            }

            if (result.GetValue(resume) && result.GetValue(folder) is null)
            {
                result.AddError("--resume goes with --out DIR, the folder of the run to go on with.");
            }
        });

        // On another thread, so that Ctrl+C is heard while it trains.
        SetAction((parsed, stop) => Task.Run(() => Run(parsed, stop), CancellationToken.None));
    }

    private int Run(ParseResult parsed, CancellationToken stop)
    {
        var (begun, kept) = parsed.GetValue(resume) ? BegunWith(parsed) : (parsed, null);
        var request = RequestOf(begun, kept ?? SpecFile.Read(begun.GetRequiredValue(spec))) with { Folder = parsed.GetValue(folder), Resume = parsed.GetValue(resume) };

        // Data may have moved since, and how many broken images are allowed decides nothing else.
        request = TextOf(parsed, data).Length > 0 ? request with { Data = parsed.GetRequiredValue(data) } : request;
        request = TextOf(parsed, broken).Length > 0 ? request with { Broken = parsed.GetValue(broken) } : request;
        return begun.GetValue(seeds) is { } count ? RunSeeds(request, count, parsed.GetValue(json), stop) : RunOnce(request, parsed.GetValue(json), stop);
    }

    private int RunOnce(TrainingRequest request, bool asJson, CancellationToken stop)
    {
        var outcome = TrainingRun.Train(request, terminal, stop);
        if (asJson)
        {
            JsonOutput.Write(terminal, outcome);
        }
        else
        {
            OutcomeTable.Print(outcome, request, terminal);
        }

        return outcome.Completed ? ExitCode.Good : ExitCode.Interrupted;
    }

    private int RunSeeds(TrainingRequest request, int count, bool asJson, CancellationToken stop)
    {
        var outcome = SeedRuns.Train(request, count, terminal, stop);
        if (asJson)
        {
            JsonOutput.Write(terminal, outcome);
        }
        else
        {
            SeedTable.Print(outcome, request, terminal);
        }

        return outcome.Completed ? ExitCode.Good : outcome.IsStopped ? ExitCode.Interrupted : ExitCode.No;
    }

    private TrainingRequest RequestOf(ParseResult parsed, SpecFile network)
    {
        var number = parsed.GetValue(seed);
        return new TrainingRequest
        {
            Arguments = [.. parsed.Tokens.Select(token => token.Value)],
            Spec = network,
            Data = parsed.GetRequiredValue(data),
            Augment = parsed.GetValue(augment),
            Broken = parsed.GetValue(broken),
            Validation = parsed.GetValue(validation),
            Seed = number,
            Weights = parsed.GetValue(weights),
            SkipHead = parsed.GetValue(skipHead),
            Options = tuning.Of(parsed, network.Compiled.Plan?.Depth ?? 0, number),
        };
    }

    /// <summary>The command line that a run was begun with, and the spec that it kept, if it got so far.</summary>
    /// <exception cref="RefusalException">There is no such run, or what is asked for now is not what it was begun with.</exception>
    private (ParseResult Begun, SpecFile? Kept) BegunWith(ParseResult parsed)
    {
        var path = parsed.GetRequiredValue(folder)!;
        var run = RunFolder.ReadReport(path);
        var begun = parsed.RootCommandResult.Command.Parse(run.Arguments);
        if (begun.Errors.Count > 0)
        {
            throw new RefusalException($"{path}: the run was begun by another version of this program: {begun.Errors[0].Message}");
        }

        foreach (var symbol in Options.Except([folder, resume, json, data, broken]).Cast<Symbol>().Append(spec))
        {
            if (TextOf(parsed, symbol) is { Length: > 0 } now && TextOf(begun, symbol) is var then && !IsSame(now, then))
            {
                throw new RefusalException($"{path}: the run was begun with {(then.Length > 0 ? $"{symbol.Name} {then}" : $"no {symbol.Name}")}, not {now}. Leave it out to go on, or begin a new run.");
            }
        }

        return (begun, RunFolder.KeptSpec(path, run));
    }

    // 0.10 is 0.1.
    private static bool IsSame(string now, string then) =>
        now == then || (double.TryParse(now, CultureInfo.InvariantCulture, out var a) && double.TryParse(then, CultureInfo.InvariantCulture, out var b) && a == b);

    /// <summary>What a command line says of an option or argument; nothing where it is left at its default.</summary>
    private static string TextOf(ParseResult parsed, Symbol symbol) => symbol switch
    {
        Option option when parsed.GetResult(option) is { Implicit: false } result => result.Tokens.Count > 0 ? string.Join(' ', result.Tokens.Select(token => token.Value)) : "yes",
        Argument argument when parsed.GetResult(argument) is { Implicit: false } result => string.Join(' ', result.Tokens.Select(token => token.Value)),
        _ => "",
    };
}
