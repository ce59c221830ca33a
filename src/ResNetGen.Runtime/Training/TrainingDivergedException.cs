using System;

namespace ResNetGen.Training;

/// <summary>The loss of a step is no number any more. The weights are those from before the step.</summary>
public sealed class TrainingDivergedException : Exception
{
    internal TrainingDivergedException(int epoch, int step, double learningRate, double loss)
        : base(FormattableString.Invariant(
            $"epoch {epoch}, step {step}: the loss is {loss} at a learning rate of {learningRate:G4}; train again with a lower one, such as {learningRate / 4:G2}."))
    {
        Epoch = epoch;
        Step = step;
        LearningRate = learningRate;
        Loss = loss;
    }

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>The step of its epoch, from 1.</summary>
    public int Step { get; }

    /// <summary>The step's learning rate.</summary>
    public double LearningRate { get; }

    /// <summary>The loss: infinite, or no number.</summary>
    public double Loss { get; }
}
