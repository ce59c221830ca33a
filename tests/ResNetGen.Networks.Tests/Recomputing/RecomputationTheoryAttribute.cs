using System;
using ResNetGen.Torch;

namespace ResNetGen.Networks.Tests.Recomputing;

/// <summary>A theory that is skipped where torch cannot compute units again.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RecomputationTheoryAttribute : TheoryAttribute
{
    public RecomputationTheoryAttribute()
    {
        if (!TorchPlatform.Current.CanRecompute)
        {
            Skip = "TorchSharp cannot compute units again in the backward pass.";
        }
    }
}
