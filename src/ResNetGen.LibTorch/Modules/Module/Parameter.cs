using System;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A tensor that a module trains.</summary>
public class Parameter : Tensor
{
    /// <param name="data">The values. This tensor is taken over: it is empty afterwards.</param>
    /// <param name="requires_grad">Whether gradients are collected.</param>
    public Parameter(Tensor data, bool requires_grad = true) : base(Take(data, requires_grad))
    {
    }

    private static nint Take(Tensor data, bool requires_grad)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!data.is_leaf)
        {
            // A parameter starts a graph; it does not hang on the one that made its values.
            var detached = data.detach();
            data.Dispose();
            data = detached;
        }

        data.requires_grad_(requires_grad);
        return data.DecoupleFromNativeHandle();
    }
}
