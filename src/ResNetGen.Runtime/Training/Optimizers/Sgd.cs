using System;
using System.Linq;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetGen.Training.Optimizers;

/// <summary>Stochastic gradient descent with momentum, as PyTorch defines it (Sutskever et al., 2013, with the learning rate outside the momentum).</summary>
/// <param name="Momentum">How much of the last step's direction is kept.</param>
/// <param name="Nesterov">Whether the gradient is that at the place where momentum leads, as PyTorch approximates it.</param>
public sealed record Sgd(double Momentum = 0.9, bool Nesterov = true) : OptimizerChoice
{
    /// <inheritdoc/>
    public override string Name => "sgd";

    /// <inheritdoc/>
    public override double UsualLearningRate => 0.1;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"sgd, momentum {Momentum}{(Nesterov ? ", nesterov" : "")}");

    internal override OptimizerHelper Make(ILookup<double, Parameter> groups, double learningRate) => optim.SGD(
        groups.Select(group => new SGD.ParamGroup(group.ToArray(), learningRate, Momentum, 0, group.Key, Nesterov)).ToArray(), learningRate, Momentum, 0, 0, Nesterov);

    internal override void Check()
    {
        OptionRange.Check(Momentum is >= 0 and < 1, "Momentum", Momentum, "from 0 to less than 1");
        OptionRange.Check(!Nesterov || Momentum > 0, "Momentum", Momentum, "above 0 for Nesterov's gradient");
    }
}
