using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019).</summary>
public partial class AdamW : OptimizerHelper, optim.IBetas
{
    public AdamW(
        IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0,
        bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
    {
    }

    /// <exception cref="ArgumentException">A rate is negative, or a beta is not in [0, 1).</exception>
    public AdamW(
        IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0,
        bool amsgrad = false, bool maximize = false)
    {
        AdamRule.CheckOptions(lr, beta1, beta2, eps, weight_decay);
        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            beta1 = beta1,
            beta2 = beta2,
            eps = eps,
            weight_decay = weight_decay,
            amsgrad = amsgrad,
            maximize = maximize,
        };
        foreach (var group in parameters.ToList())
        {
            add_param_group(group);
        }
    }

    /// <summary>The betas of all groups.</summary>
    public (double, double) Betas
    {
        get => (((Options)_defaults).beta1!.Value, ((Options)_defaults).beta2!.Value);
        set
        {
            (((Options)_defaults).beta1, ((Options)_defaults).beta2) = value;
            foreach (var group in _parameter_groups.Cast<ParamGroup>())
            {
                group.Betas = value;
            }
        }
    }

    public override Tensor? step(Func<Tensor>? closure = null) => StepGroups(closure);

    private protected override void StepGroup(Modules.ParamGroup group) => AdamRule.Step(group, States(group), decoupled: true);

    private protected override void Complete(OptimizerOptions options)
    {
        var (own, all) = ((Options)options, (Options)_defaults);
        own.beta1 ??= all.beta1;
        own.beta2 ??= all.beta2;
        own.eps ??= all.eps;
        own.weight_decay ??= all.weight_decay;
        own.amsgrad ??= all.amsgrad;
        own.maximize ??= all.maximize;
    }

    private protected override OptimizerState CreateState(Parameter parameter) => new State(parameter);
}
