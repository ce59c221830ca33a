using System;
using System.Collections.Generic;
using static TorchSharp.torch;

namespace ResNetGen.Inference;

/// <summary>What runs a bound program. Several threads may call it at once.</summary>
internal interface IInferenceEngine : IDisposable
{
    /// <summary>In words, for reports: <c>libtorch</c>.</summary>
    string Name { get; }

    /// <summary>What the network gives for a batch; it is the caller's.</summary>
    Tensor Run(Tensor images);

    /// <summary>What each step takes; the least of so many runs.</summary>
    IReadOnlyList<StepTime> Profile(Tensor images, int runs);
}
