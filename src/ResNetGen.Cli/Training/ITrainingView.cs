using System;
using ResNetGen.Training;

namespace ResNetGen.Cli.Training;

/// <summary>Shows a training run as it goes.</summary>
internal interface ITrainingView
{
    /// <summary>Trains, and shows how it goes.</summary>
    /// <param name="trainer">Reports its steps and epochs.</param>
    /// <param name="train">Runs the trainer.</param>
    TrainingResult Show(Trainer trainer, Func<TrainingResult> train);

    /// <summary>Says something that a user should know, also while it trains.</summary>
    void Warn(string message);
}
