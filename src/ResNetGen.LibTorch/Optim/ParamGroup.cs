using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Parameters that are stepped with the same options.</summary>
public class ParamGroup : optim.ILearningRateController
{
    private nint[] _handles = [];

    public ParamGroup()
    {
    }

    public IEnumerable<Parameter> Parameters
    {
        get => Array;
        set
        {
            Array = value.ToArray();
            _handles = new nint[Array.Length];
            States = null;
        }
    }

    public OptimizerOptions Options { get; set; } = new();

    public double LearningRate
    {
        get => Options.LearningRate ?? 0;
        set => Options.LearningRate = value;
    }

    public double InitialLearningRate
    {
        get => Options.InitialLearningRate;
        set => Options.InitialLearningRate = value;
    }

    internal Parameter[] Array { get; private set; } = [];

    /// <summary>What the optimizer remembers of each parameter; null until the first step asks for it.</summary>
    internal OptimizerState[]? States { get; set; }

    /// <summary>Whether a schedule has taken note of the learning rate to start from.</summary>
    internal bool IsScheduled { get; set; }

    /// <summary>The addresses of the parameters for one native call; good until the next.</summary>
    internal ReadOnlySpan<nint> BorrowParameters()
    {
        for (var i = 0; i < Array.Length; i++)
        {
            _handles[i] = Borrow(Array[i]);
        }

        return _handles;
    }
}
