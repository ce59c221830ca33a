using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ResNetGen.Engine.Planning;

namespace ResNetGen.Engine.Training;

/// <summary>A forward pass with what its backward pass reads.</summary>
/// <param name="training">The network.</param>
/// <param name="plan">The plan of both passes.</param>
/// <param name="memory">The memory of all values.</param>
/// <param name="count">The number of images.</param>
/// <param name="mode">How operations work.</param>
internal sealed unsafe class TrainingCall(NetworkTraining training, ExecutionPlan plan, AlignedMemory memory, int count, TrainingMode mode) : IDisposable
{
    private int isDisposed;

    public ExecutionPlan Plan { get; } = plan;

    public AlignedMemory Memory { get; } = memory;

    public TrainingMode Mode { get; } = mode;

    /// <summary>Elements of the network's output for all images.</summary>
    public int OutputLength => checked(count * Plan.OutputLength);

    /// <summary>Elements of all images.</summary>
    public int InputLength => checked(count * Plan.ImageLayout.Channels * Plan.ImageLayout.Height * Plan.ImageLayout.Width);

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

    /// <summary>Gives the memory to the next call. Any thread may do it, and several times.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref isDisposed, 1) == 0)
        {
            training.Return(Memory);
        }
    }
}
