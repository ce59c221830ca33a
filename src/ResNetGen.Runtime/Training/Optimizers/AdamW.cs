using System;
using System.Linq;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetGen.Training.Optimizers;

/// <summary>Adam with weight decay beside the gradients (Loshchilov and Hutter, 2019, algorithm 2).</summary>
/// <param name="Beta1">How much of the mean of gradients is kept each step.</param>
/// <param name="Beta2">How much of the mean of their squares is kept each step.</param>
/// <param name="Epsilon">What is added to the root of the latter, against division by zero.</param>
public sealed record AdamW(double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8) : OptimizerChoice
{
    /// <inheritdoc/>
    public override string Name => "adamw";

    /// <inheritdoc/>
    public override double UsualLearningRate => 1e-3;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"adamw, betas {Beta1} {Beta2}, epsilon {Epsilon}");

    internal override OptimizerHelper Make(ILookup<double, Parameter> groups, double learningRate) => optim.AdamW(
        groups.Select(group => new TorchSharp.Modules.AdamW.ParamGroup(group.ToArray(), learningRate, Beta1, Beta2, Epsilon, group.Key)).ToArray(), learningRate, Beta1, Beta2, Epsilon);

    internal override void Check() => OptionRange.CheckBetas(Beta1, Beta2, Epsilon);
}
