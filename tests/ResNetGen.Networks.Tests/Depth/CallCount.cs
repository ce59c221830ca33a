using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;

namespace ResNetGen.Networks.Tests.Depth;

/// <summary>Counts how many times convolutions are computed, by their forward hooks.</summary>
internal sealed class CallCount : IDisposable
{
    private readonly int[] calls;
    private readonly List<Action> removals = [];

    public CallCount(IReadOnlyList<Conv2d> convolutions)
    {
        calls = new int[convolutions.Count];
        for (var i = 0; i < convolutions.Count; i++)
        {
            var index = i;
            var hook = convolutions[i].register_forward_hook((_, _, output) =>
            {
                calls[index]++;
                return output;
            });
            removals.Add(hook.remove);
        }
    }

    /// <summary>How many times each was computed since this was last asked.</summary>
    public int[] Take()
    {
        var taken = calls.ToArray();
        Array.Clear(calls);
        return taken;
    }

    public void Dispose() => removals.ForEach(remove => remove());
}
