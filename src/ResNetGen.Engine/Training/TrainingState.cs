using System;
using System.Collections.Generic;
using ResNetGen.Engine.Planning;

namespace ResNetGen.Engine.Training;

/// <summary>The settings and the memory that the steps of a network's training share.</summary>
internal sealed unsafe class TrainingState : IDisposable
{
    /// <summary>Whether norms use the statistics of the batch, and update the running ones; otherwise they use the running ones.</summary>
    public bool UsesBatchStatistics { get; set; } = true;

    /// <summary>The gradient of the network's output, image after image, where the loss is the caller's.</summary>
    public float* OutputGradient { get; set; }

    /// <summary>The classes of the images.</summary>
    public int* Labels { get; set; }

    /// <summary>The share of each target that is spread over all classes: Szegedy et al. (2016, arXiv:1512.00567), section 7.</summary>
    public float LabelSmoothing { get; set; }

    /// <summary>The mean cross-entropy of the last batch.</summary>
    public double Loss { get; set; }

    /// <summary>Decides, for one call, what is left out at random.</summary>
    public ulong Seed { get; set; }

    /// <summary>The seed of a layer, far from those of others.</summary>
    public ulong SeedOf(int layer) => (Seed * 0xd1342543de82ef95) + ((ulong)layer << 40);

    /// <summary>The survival probability of each unit that may be left out, by its number.</summary>
    public Dictionary<int, double> SurvivalProbabilities { get; } = [];

    /// <summary>Whether a unit is left out of a call in training: Huang et al. (2016, arXiv:1603.09382), section 3.</summary>
    /// <param name="number">The unit's number.</param>
    public bool IsLeftOut(int number) => UsesBatchStatistics && new Random((int)(SeedOf(number) >> 33)).NextDouble() >= SurvivalProbabilities[number];

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

    public void Dispose() => Packing.Dispose();
}
