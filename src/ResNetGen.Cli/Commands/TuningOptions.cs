using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using ResNetGen.Training;
using ResNetGen.Training.Optimizers;
using ResNetGen.Training.Recipes;
using ResNetGen.Training.Schedules;

namespace ResNetGen.Cli.Commands;

/// <summary>The options of <c>train</c> that say how: a recipe, and what is to be other than in the recipe.</summary>
internal sealed class TuningOptions
{
    private static readonly OptimizerChoice[] Optimizers = [new Sgd(), new Adam(), new AdamW()];

    private readonly Option<string> recipe = new("--recipe")
    {
        HelpName = "NAME",
        Description = $"How to train. {string.Join("; ", Recipe.Named.Values.Select(r => $"{r.Name}: {r.Description}"))}.",
        DefaultValueFactory = _ => "quick",
    };

    private readonly Option<int?> epochs = new("--epochs") { HelpName = "N", Description = "How many times every training image is seen." };
    private readonly Option<int?> batch = new("--batch") { HelpName = "N", Description = "Images in a batch." };
    private readonly Option<int?> batchesPerStep = new("--batches-per-step") { HelpName = "N", Description = "Batches whose gradients make one step, for batches that are too large for the memory." };
    private readonly Option<string?> optimizer = new("--optimizer") { HelpName = "NAME", Description = $"How steps are made of gradients: {string.Join(", ", Optimizers.Select(o => o.Name))}." };
    private readonly Option<double?> learningRate = new("--lr") { HelpName = "X", Description = $"The full learning rate, which the schedule multiplies. [default: the recipe's; with another optimizer {string.Join(", ", Optimizers.Select(o => FormattableString.Invariant($"{o.UsualLearningRate} for {o.Name}")))}]" };
    private readonly Option<string?> schedule = new("--schedule") { HelpName = "NAME", Description = $"How the learning rate goes over the run: {string.Join(", ", Schedule.Named.Keys)}." };
    private readonly Option<int?> warmUp = new("--warm-up") { HelpName = "STEPS", Description = "A tenth of the learning rate for the first steps." };
    private readonly Option<double?> weightDecay = new("--weight-decay") { HelpName = "X", Description = "How strongly weights are pulled to zero. [default: the recipe's, else the spec's, else 0.0005]" };
    private readonly Option<bool> decayAll = new("--decay-all") { Description = "Pull norms and biases too." };
    private readonly Option<double?> labelSmoothing = new("--label-smoothing") { HelpName = "X", Description = "How much of the wanted score all classes share." };
    private readonly DtypeOption precision = new("The numbers of convolutions and matrix products in training; all else is f32.");
    private readonly Option<bool> gradCheckpointing = GradCheckpointingOption();
    private readonly Option<bool> eager = EagerOption();
    private readonly Option<double?> clip = new("--clip") { HelpName = "X", Description = "The longest that all gradients together may be." };
    private readonly Option<double?> average = new("--average") { HelpName = "X", Description = "Score and keep an average of the weights, of which each step keeps X, such as 0.999." };

    public TuningOptions()
    {
        recipe.AcceptOnlyFromAmong([.. Recipe.Named.Keys]);
        schedule.AcceptOnlyFromAmong([.. Schedule.Named.Keys]);
        optimizer.AcceptOnlyFromAmong([.. Optimizers.Select(o => o.Name)]);
        epochs.AtLeast(1);
        batch.AtLeast(1);
        batchesPerStep.AtLeast(1);
        warmUp.AtLeast(1);
        learningRate.Above(0);
        clip.Above(0);
        weightDecay.AtLeast(0);
        labelSmoothing.Within(0, 1);
        average.Within(0, 1);
    }

    /// <summary>The option that switches compiled passes off.</summary>
    public static Option<bool> EagerOption() => new("--no-compile") { Description = "Compute forward and backward passes by TorchSharp's eager mode instead of the engine." };

    /// <summary>The option that saves memory.</summary>
    public static Option<bool> GradCheckpointingOption() => new("--grad-checkpointing") { Description = "Keep the inputs of residual units alone, and compute the units again in the backward pass: less memory, more time, the same results." };

    /// <summary>All of them, in the order in which help lists them.</summary>
    public IEnumerable<Option> All => [recipe, epochs, batch, batchesPerStep, optimizer, learningRate, schedule, warmUp, weightDecay, decayAll, labelSmoothing, clip, average, precision, eager, gradCheckpointing];

    /// <summary>What they come to.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="depth">The network's layers with weights.</param>
    /// <param name="seed">Where order and variation come from.</param>
    public TrainingOptions Of(ParseResult parsed, int depth, long seed)
    {
        var options = Recipe.Named[parsed.GetRequiredValue(recipe)].ForDepth(depth);
        if (parsed.GetValue(optimizer) is { } wanted && wanted != options.Optimizer.Name)
        {
            // The rate of one is nothing for the other.
            var other = Optimizers.First(o => o.Name == wanted);
            options = options with { Optimizer = other, LearningRate = other.UsualLearningRate };
        }

        return options with
        {
            Epochs = parsed.GetValue(epochs) ?? options.Epochs,
            BatchSize = parsed.GetValue(batch) ?? options.BatchSize,
            BatchesPerStep = parsed.GetValue(batchesPerStep) ?? options.BatchesPerStep,
            LearningRate = parsed.GetValue(learningRate) ?? options.LearningRate,
            Schedule = ScheduleOf(parsed, options.Schedule),
            WeightDecay = parsed.GetValue(weightDecay) ?? options.WeightDecay,
            DecayNormsAndBiases = parsed.GetValue(decayAll) || options.DecayNormsAndBiases,
            LabelSmoothing = parsed.GetValue(labelSmoothing) ?? options.LabelSmoothing,
            Precision = precision.Of(parsed) ?? options.Precision,
            ClipNorm = parsed.GetValue(clip) ?? options.ClipNorm,
            Compile = !parsed.GetValue(eager),
            GradCheckpointing = parsed.GetValue(gradCheckpointing),
            AverageDecay = parsed.GetValue(average) ?? options.AverageDecay,
            Seed = seed,
        };
    }

    // A warm-up of the recipe stays with another schedule, but with one that has its own.
    private ISchedule ScheduleOf(ParseResult parsed, ISchedule ofRecipe)
    {
        var own = ofRecipe as WarmUp;
        var main = parsed.GetValue(schedule) is { } name ? Schedule.Named[name] : own?.Then ?? ofRecipe;
        return parsed.GetValue(warmUp) is { } steps ? new WarmUp(steps, 0.1, main)
            : own is not null && main is not OneCycle ? own with { Then = main }
            : main;
    }
}
