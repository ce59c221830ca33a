using System;
using System.Collections.Generic;
using static TorchSharp.torch;

namespace ResNetGen.Inference;

/// <summary>What computes a network for inference. Several threads may call it at once.</summary>
internal interface IInferenceEngine : IDisposable
{
    /// <summary>The name for reports: <c>AVX-512</c>, <c>torch</c>.</summary>
    string Name { get; }

    /// <summary>Why the engine computes in float32 where bfloat16 was asked for; null where it does not.</summary>
    string? FallbackReason { get; }

    /// <summary>Computes the network's output for a batch. The result is the caller's.</summary>
    Tensor Run(Tensor images);

    /// <summary>Measures each step: the least time of so many runs.</summary>
    IReadOnlyList<StepTime> Profile(Tensor images, int runs);

    /// <summary>The execution plan in words.</summary>
    string Explain(int images);
}
