using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Inference;
using ResNetGen.Torch;
using static TorchSharp.torch;

namespace ResNetGen.Inference;

/// <summary>Computes a network in float32 or bfloat16 on the CPU by the engine, on the memory of TorchSharp's tensors.</summary>
internal sealed class SessionEngine(InferenceSession session) : IInferenceEngine
{
    public string Name => session.Instructions;

    public string? FallbackReason => session.FallbackReason;

    public Tensor Run(Tensor images)
    {
        var source = ImageTensor.Source(images);
        var shape = session.OutputFor(source.Height, source.Width);
        var result = shape.Height == 0
            ? empty([source.Count, shape.Channels], dtype: ScalarType.Float32)
            : empty([source.Count, shape.Channels, shape.Height, shape.Width], dtype: ScalarType.Float32);
        try
        {
            unsafe
            {
                session.Run(source, TensorAddress.Of(result));
            }
        }
        catch
        {
            result.Dispose();
            throw;
        }

        GC.KeepAlive(images);
        return result;
    }

    public IReadOnlyList<StepTime> Profile(Tensor images, int runs)
    {
        var steps = session.Profile(ImageTensor.Source(images), runs);
        GC.KeepAlive(images);
        return [.. steps.Select(step => new StepTime(step.Step, step.Milliseconds, step.Macs))];
    }

    public string Explain(int images) => session.Explain(images);

    public void Dispose() => session.Dispose();
}
