using System;
using System.Collections.Generic;
using ResNetGen.Training;

namespace ResNetGen.Engine.Training;

/// <summary>How parameters follow their gradients.</summary>
public abstract record TrainingOptimizer
{
    private protected TrainingOptimizer()
    {
    }

    internal abstract ParameterUpdate Make(IEnumerable<TrainingParameter> parameters, Func<TrainingParameter, double> weightDecay);

    internal abstract void Check();
}

/// <summary>Stochastic gradient descent with momentum, as PyTorch defines it (Sutskever et al., 2013). Weight decay is added to the gradients.</summary>
/// <param name="Momentum">The share of the last step's direction that is kept: 0 or more, less than 1.</param>
/// <param name="Nesterov">Whether the gradient is that at the place where momentum leads, as PyTorch approximates it.</param>
public sealed record SgdOptimizer(double Momentum = 0.9, bool Nesterov = false) : TrainingOptimizer
{
    internal override ParameterUpdate Make(IEnumerable<TrainingParameter> parameters, Func<TrainingParameter, double> weightDecay) => new SgdUpdate(parameters, weightDecay, Momentum, Nesterov);

    internal override void Check()
    {
        OptionRange.Check(Momentum is >= 0 and < 1, nameof(Momentum), Momentum, "from 0 to less than 1");
        OptionRange.Check(!Nesterov || Momentum > 0, nameof(Momentum), Momentum, "above 0 for Nesterov's gradient");
    }
}

/// <summary>Adam (Kingma and Ba, 2015, arXiv:1412.6980, algorithm 1), or AdamW (Loshchilov and Hutter, 2019, arXiv:1711.05101, algorithm 2).</summary>
/// <param name="Beta1">The share of the mean of gradients that is kept each step: 0 or more, less than 1.</param>
/// <param name="Beta2">The share of the mean of their squares that is kept each step: 0 or more, less than 1.</param>
/// <param name="Epsilon">Added to the root of the latter: above 0.</param>
/// <param name="IsDecoupled">Whether weight decay shrinks the weights themselves (AdamW) instead of being added to the gradients (Adam).</param>
public sealed record AdamOptimizer(double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, bool IsDecoupled = false) : TrainingOptimizer
{
    internal override ParameterUpdate Make(IEnumerable<TrainingParameter> parameters, Func<TrainingParameter, double> weightDecay) =>
        new AdamUpdate(parameters, weightDecay, Beta1, Beta2, Epsilon, IsDecoupled);

    internal override void Check()
    {
        OptionRange.CheckBetas(Beta1, Beta2, Epsilon);
        OptionRange.Check((float)Epsilon > 0 && float.IsFinite((float)Epsilon), nameof(Epsilon), Epsilon, "a finite number above 0 in float32");
    }
}
