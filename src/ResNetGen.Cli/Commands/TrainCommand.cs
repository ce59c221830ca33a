using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ResNetGen.Cli.Specs;
using ResNetGen.Cli.Training;
using ResNetGen.Training;
using ResNetGen.Training.Schedules;

namespace ResNetGen.Cli.Commands;

/// <summary><c>train [SPEC]</c>: trains a network and writes its weights and logs into a folder.</summary>
internal sealed class TrainCommand : Command
{
    private static readonly TrainingOptions Usual = new();

    private readonly SpecArgument spec = new() { DefaultValueFactory = _ => "resnet20" };
    private readonly DataOption data = new() { DefaultValueFactory = _ => "shapes" };
    private readonly Option<int> epochs = new("--epochs") { HelpName = "N", Description = "How many times every training image is seen.", DefaultValueFactory = _ => Usual.Epochs };
    private readonly Option<int> batch = new("--batch") { HelpName = "N", Description = "Images in a step.", DefaultValueFactory = _ => Usual.BatchSize };
    private readonly Option<double> learningRate = new("--lr") { HelpName = "X", Description = "The full learning rate, which the schedule multiplies.", DefaultValueFactory = _ => Usual.LearningRate };
    private readonly Option<string> schedule = new("--schedule") { HelpName = "NAME", Description = $"How the learning rate goes over the run: {string.Join(", ", Schedule.Named.Keys)}.", DefaultValueFactory = _ => Usual.Schedule.Name };
    private readonly Option<int> seed = new("--seed") { HelpName = "N", Description = "Decides the fresh weights, the images' order and how they are varied.", DefaultValueFactory = _ => 0 };
    private readonly Option<int> validation = new("--validation") { HelpName = "N", Description = "Hold out N training images, and keep the weights that are best on them as best.safetensors." };
    private readonly Option<string?> weights = new("--weights") { HelpName = "FILE", Description = "Start from these weights (.safetensors, or as PyTorch, Keras or TorchSharp saved them) instead of fresh ones." };
    private readonly Option<bool> skipHead = new("--skip-head") { Description = "With --weights: let the last layer start fresh, for another number of classes." };
    private readonly Option<string?> folder = new("--out") { HelpName = "DIR", Description = "The run's folder, a new or empty one. [default: runs/SPEC-TIME]" };
    private readonly JsonOption json = new();
    private readonly Terminal terminal;

    public TrainCommand(Terminal terminal)
        : base("train", "Train a network; without arguments a ResNet-20 on pictures drawn on the spot. Ctrl+C ends it and keeps the weights.")
    {
        this.terminal = terminal;
        schedule.AcceptOnlyFromAmong([.. Schedule.Named.Keys]);
        epochs.AtLeast(1);
        batch.AtLeast(1);
        validation.AtLeast(1);
        learningRate.Above(0);
        Add(spec);
        foreach (var option in new Option[] { data, epochs, batch, learningRate, schedule, seed, validation, weights, skipHead, folder, json })
        {
            Add(option);
        }

        Validators.Add(result =>
        {
            if (result.GetValue(skipHead) && result.GetValue(weights) is null)
            {
                result.AddError("--skip-head goes with --weights.");
            }
        });

        // On another thread, so that Ctrl+C is heard while it trains.
        SetAction((parsed, stop) => Task.Run(() => Run(parsed, stop), CancellationToken.None));
    }

    private int Run(ParseResult parsed, CancellationToken stop)
    {
        var request = new TrainingRequest
        {
            Command = "resnetgen " + string.Join(' ', parsed.Tokens.Select(token => token.Value)),
            Spec = SpecFile.Read(parsed.GetRequiredValue(spec)),
            Data = parsed.GetRequiredValue(data),
            Validation = parsed.GetValue(validation),
            Seed = parsed.GetValue(seed),
            Weights = parsed.GetValue(weights),
            SkipHead = parsed.GetValue(skipHead),
            Folder = parsed.GetValue(folder),
            Options = new TrainingOptions
            {
                Epochs = parsed.GetValue(epochs),
                BatchSize = parsed.GetValue(batch),
                LearningRate = parsed.GetValue(learningRate),
                Schedule = Schedule.Named[parsed.GetRequiredValue(schedule)],
                Seed = parsed.GetValue(seed),
            },
        };

        using var run = TrainingRun.Prepare(request, terminal);
        var outcome = run.Train(stop);
        if (parsed.GetValue(json))
        {
            JsonOutput.Write(terminal, outcome);
        }
        else
        {
            OutcomeTable.Print(outcome, request, terminal);
        }

        return outcome.Completed ? ExitCode.Good : ExitCode.Interrupted;
    }
}
