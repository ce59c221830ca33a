using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Data;
using ResNetGen.Training.Optimizers;
using ResNetGen.Training.Schedules;

namespace ResNetGen.Training.Recipes;

/// <summary>A way to train by name.</summary>
/// <param name="Name">The name that the command line knows it by.</param>
/// <param name="Description">What it is, and where it was published.</param>
/// <param name="ForDepth">The options for a network of so many layers with weights.</param>
public sealed record Recipe(string Name, string Description, Func<int, TrainingOptions> ForDepth)
{
    /// <summary>The recipes by name.</summary>
    public static IReadOnlyDictionary<string, Recipe> Named { get; } = new[]
    {
        new Recipe("quick", "four epochs of one cycle: something to look at in a minute", _ => new TrainingOptions()),
        new Recipe("fast", "ours for CIFAR-10: one cycle of 50 epochs", _ => Fast),
        new Recipe("he2015", "He et al. (2015), section 4.2: 64,000 steps of 128 images, a warm-up from 110 layers on", depth => He(depth >= 110)),
        new Recipe("he2016", "He et al. (2016), appendix: as he2015, with a warm-up for every depth", _ => He(warmsUp: true)),
        new Recipe("keras", "the CIFAR-10 example of Keras: 200 epochs of Adam in steps of 32 images, shifts of a tenth", _ => Keras),
        new Recipe("bag-of-tricks", "He et al. (2019), sections 3 and 5: warm-up, cosine, no decay of norms and biases, label smoothing", _ => BagOfTricks),
    }.ToDictionary(recipe => recipe.Name);

    private static TrainingOptions Fast => new()
    {
        Epochs = 50,
        BatchSize = 64,
        LearningRate = 0.1,
        Schedule = new OneCycle(WarmUp: 0.125),
        WeightDecay = 5e-4,
        Augmentation = Augmentation.Standard,
    };

    private static TrainingOptions Keras => new()
    {
        Epochs = 200,
        BatchSize = 32,
        Optimizer = new Optimizers.Adam(Epsilon: 1e-7),
        LearningRate = 1e-3,

        // Its drops come after epochs 80, 120, 160 and 180, counted from 0.
        Schedule = new StepDecay { Drops = [(81 / 200.0, 1e-1), (121 / 200.0, 1e-2), (161 / 200.0, 1e-3), (181 / 200.0, 0.5e-3)] },

        Augmentation = new Augmentation(0, Flip: true) { Shift = 0.1f },
    };

    private static TrainingOptions BagOfTricks => new()
    {
        Epochs = 120,
        BatchSize = 128,

        // A tenth for 256 images, in proportion (section 3.1).
        LearningRate = 0.05,
        Schedule = new OneCycle(WarmUp: 5 / 120.0, Start: 0),
        WeightDecay = 1e-4,
        LabelSmoothing = 0.1,
    };

    /// <summary>64,000 steps of 128 are 164 epochs of 50,000 images.</summary>
    private static TrainingOptions He(bool warmsUp) => new()
    {
        Epochs = 164,
        BatchSize = 128,
        Optimizer = new Sgd(0.9, Nesterov: false),
        LearningRate = 0.1,
        Schedule = warmsUp ? new WarmUp(400, 0.1, new StepDecay()) : new StepDecay(),
        WeightDecay = 1e-4,
        DecayNormsAndBiases = true,
        Augmentation = Augmentation.Standard,
    };
}
