using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Stochastic gradient descent with momentum (Sutskever et al. 2013) and L2 weight decay.</summary>
public partial class SGD : OptimizerHelper, optim.IMomentum
{
    public SGD(
        IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false,
        bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    /// <exception cref="ArgumentException">A rate is negative, or Nesterov's momentum has none or is dampened.</exception>
    public SGD(
        IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false,
        bool maximize = false)
    {
        if (lr < 0 || momentum < 0 || weight_decay < 0)
        {
            throw new ArgumentException($"Learning rate {lr}, momentum {momentum} and weight decay {weight_decay} must not be negative.", nameof(lr));
        }

        if (nesterov && (momentum <= 0 || dampening != 0))
        {
            throw new ArgumentException($"Nesterov's momentum needs momentum and no dampening; these are {momentum} and {dampening}.", nameof(nesterov));
        }

        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            momentum = momentum,
            dampening = dampening,
            weight_decay = weight_decay,
            nesterov = nesterov,
            maximize = maximize,
        };
        foreach (var group in parameters.ToList())
        {
            add_param_group(group);
        }
    }

    /// <summary>The momentum of all groups.</summary>
    public double Momentum
    {
        get => ((Options)_defaults).momentum!.Value;
        set
        {
            ((Options)_defaults).momentum = value;
            foreach (var group in _parameter_groups.Cast<ParamGroup>())
            {
                group.Momentum = value;
            }
        }
    }

    public override Tensor? step(Func<Tensor>? closure = null) => StepGroups(closure);

    private protected override void StepGroup(Modules.ParamGroup group)
    {
        var options = (Options)group.Options;
        var states = States(group);
        using var buffers = new StateColumn(states.Length);
        for (var i = 0; i < states.Length; i++)
        {
            buffers.Put(i, ((State)states[i]).momentum_buffer);
        }

        var succeeded = rg_sgd_step(
            group.BorrowParameters(), buffers.Handles, states.Length, group.LearningRate, options.momentum!.Value, options.dampening!.Value,
            options.weight_decay!.Value, options.nesterov!.Value, options.maximize!.Value);
        for (var i = 0; i < states.Length; i++)
        {
            buffers.Adopt(i, ref ((State)states[i]).momentum_buffer);
        }

        Check(succeeded, group.Array);
    }

    private protected override void Complete(OptimizerOptions options)
    {
        var (own, all) = ((Options)options, (Options)_defaults);
        own.momentum ??= all.momentum;
        own.dampening ??= all.dampening;
        own.weight_decay ??= all.weight_decay;
        own.nesterov ??= all.nesterov;
        own.maximize ??= all.maximize;
    }

    private protected override OptimizerState CreateState(Parameter parameter) => new State(parameter);
}
