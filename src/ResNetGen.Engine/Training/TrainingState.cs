using System;
using System.Collections.Generic;
using ResNetGen.Engine.Planning;

namespace ResNetGen.Engine.Training;

/// <summary>The settings and the memory that the steps of a network's training share.</summary>
internal sealed unsafe class TrainingState : IDisposable
{
    private readonly Dictionary<int, bool> leftOut = [];
    private TrainingMode mode = TrainingMode.Evaluation;

    /// <summary>Receives the gradient of the images, N x C x H x W values, where the steps compute it.</summary>
    public float* ImageGradient { get; set; }

    /// <summary>The gradient of the network's output, image after image, where the loss is the caller's.</summary>
    public float* OutputGradient { get; set; }

    /// <summary>The classes of the images.</summary>
    public int* Labels { get; set; }

    /// <summary>The classes of what is mixed into the images.</summary>
    public int* MixedLabels { get; set; }

    /// <summary>The share of <see cref="Labels"/> in the targets; that of <see cref="MixedLabels"/> is the rest.</summary>
    public float Lambda { get; set; } = 1;

    /// <summary>The share of each target that is spread over all classes: Szegedy et al. (2016, arXiv:1512.00567), section 7.</summary>
    public float LabelSmoothing { get; set; }

    /// <summary>The mean cross-entropy of the last batch.</summary>
    public double Loss { get; set; }

    /// <summary>The images of the last batch whose largest logit was that of their class.</summary>
    public int Correct { get; set; }

    /// <summary>The survival probability of each unit that may be left out, by the number of its operation.</summary>
    public Dictionary<int, double> SurvivalProbabilities { get; } = [];

    /// <summary>Memory for the packed weights of one step.</summary>
    public AlignedMemory Packing { get; private set; } = AlignedMemory.OfFloats(0);

    /// <summary>Makes room for packed weights.</summary>
    public void ReservePacking(long floats)
    {
        if (Packing.Bytes < floats * sizeof(float))
        {
            Packing.Dispose();
            Packing = AlignedMemory.OfFloats(floats);
        }
    }

    /// <summary>Prepares a pass: decides what is left out of it.</summary>
    public void Begin(TrainingMode of)
    {
        mode = of;
        foreach (var (number, probability) in SurvivalProbabilities)
        {
            leftOut[number] = IsTraining(number) && new Random((int)(SeedOf(number) >> 33)).NextDouble() >= probability;
        }
    }

    /// <summary>Whether an operation works as in training: norms use the statistics of the batch and update the running ones, and values are left out at random.</summary>
    /// <param name="number">The operation's number.</param>
    public bool IsTraining(int number) => mode.IsTraining(number);

    /// <summary>Whether a unit is left out of a pass: Huang et al. (2016, arXiv:1603.09382), section 3.</summary>
    /// <param name="number">The number of the unit's stochastic depth.</param>
    public bool IsLeftOut(int number) => leftOut[number];

    /// <summary>The seed of an operation, far from those of others.</summary>
    public ulong SeedOf(int number) => (mode.Seed * 0xd1342543de82ef95) + ((ulong)number << 40);

    public void Dispose() => Packing.Dispose();
}
