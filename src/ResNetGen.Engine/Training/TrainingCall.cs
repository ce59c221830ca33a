using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Planning;

namespace ResNetGen.Engine.Training;

/// <summary>A forward pass with what its backward pass reads.</summary>
/// <param name="training">The network.</param>
/// <param name="plan">The plan of both passes.</param>
/// <param name="memory">The memory of all values.</param>
/// <param name="count">The number of images.</param>
/// <param name="usesBatchStatistics">Whether norms use the statistics of the batch.</param>
/// <param name="seed">Decides what is left out at random.</param>
internal sealed unsafe class TrainingCall(NetworkTraining training, ExecutionPlan plan, AlignedMemory memory, int count, bool usesBatchStatistics, ulong seed) : IDisposable
{
    private bool isDisposed;

    public ExecutionPlan Plan { get; } = plan;

    public AlignedMemory Memory { get; } = memory;

    public bool UsesBatchStatistics { get; } = usesBatchStatistics;

    public ulong Seed { get; } = seed;

    /// <summary>Elements of the network's output for all images.</summary>
    public int OutputLength => checked(count * Plan.OutputLength);

    /// <summary>Writes the network's output, image after image.</summary>
    /// <param name="to">Receives <see cref="OutputLength"/> values.</param>
    public void Export(float* to)
    {
        for (var image = 0; image < count; image++)
        {
            Plan.Export(Memory.Data, image, to + ((long)image * Plan.OutputLength));
        }
    }

    /// <summary>The network's output, image after image.</summary>
    public float[] Output()
    {
        var output = new float[OutputLength];
        fixed (float* to = output)
        {
            Export(to);
        }

        return output;
    }

    /// <summary>The steps of both passes in words, with their multiply-accumulates.</summary>
    public IReadOnlyList<(string Step, double Macs)> Describe() => [.. Enumerable.Range(0, Plan.Steps.Count).Select(i => (Plan.Describe(i), Plan.MacsOf(i)))];

    /// <summary>Gives the memory to the next call.</summary>
    public void Dispose()
    {
        if (!isDisposed)
        {
            isDisposed = true;
            training.Return(Memory);
        }
    }
}
