using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Training;
using ResNetGen.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetGen.Training;

/// <summary>
/// Makes the steps of a TorchSharp optimizer by the engine: one pass over memory, instead of one for each operation. State and options stay the optimizer's, so
/// either may go on after the other.
/// </summary>
/// <example><code>
/// using var optimizer = torch.optim.SGD(net.parameters(), 0.1, 0.9);
/// using var steps = CompiledOptimizer.For(optimizer);
/// ...
/// steps.Step();    // instead of optimizer.step()
/// </code></example>
public sealed unsafe class CompiledOptimizer : IDisposable
{
    private readonly OptimizerHelper optimizer;
    private readonly IReadOnlyList<Parameter> parameters;
    private readonly ParameterUpdate update;

    private CompiledOptimizer(OptimizerHelper optimizer, IReadOnlyList<Parameter> parameters, ParameterUpdate update) => (this.optimizer, this.parameters, this.update) = (optimizer, parameters, update);

    /// <summary>That of an optimizer; null for one whose steps the engine does not make: another kind, or other options than momentum, betas and weight decay.</summary>
    /// <param name="optimizer">SGD, Adam or AdamW of float32 parameters on the CPU. It stays the caller's.</param>
    public static CompiledOptimizer? For(OptimizerHelper optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        List<(Parameter Parameter, double Decay)> all = [];
        List<Func<IEnumerable<TrainingParameter>, Func<TrainingParameter, double>, ParameterUpdate>> kinds = [];
        List<object> settings = [];
        foreach (var group in optimizer.ParamGroups)
        {
            switch (group)
            {
                case SGD.ParamGroup { Options: { maximize: not true, dampening: null or 0 } options } sgd:
                    var (momentum, nesterov) = (options.momentum ?? 0, options.nesterov ?? false);
                    settings.Add((momentum, nesterov));
                    kinds.Add((tensors, decay) => new SgdUpdate(tensors, decay, momentum, nesterov));
                    all.AddRange(sgd.Parameters.Select(parameter => ((Parameter)parameter, options.weight_decay ?? 0)));
                    break;
                case Adam.ParamGroup { Options: { maximize: not true, amsgrad: not true } options } adam:
                    settings.Add((options.beta1, options.beta2, options.eps));
                    kinds.Add((tensors, decay) => new AdamUpdate(tensors, decay, options.beta1!.Value, options.beta2!.Value, options.eps!.Value, isDecoupled: false));
                    all.AddRange(adam.Parameters.Select(parameter => ((Parameter)parameter, options.weight_decay ?? 0)));
                    break;
                case AdamW.ParamGroup { Options: { maximize: not true, amsgrad: not true } options } adamW:
                    settings.Add((options.beta1, options.beta2, options.eps));
                    kinds.Add((tensors, decay) => new AdamUpdate(tensors, decay, options.beta1!.Value, options.beta2!.Value, options.eps!.Value, isDecoupled: true));
                    all.AddRange(adamW.Parameters.Select(parameter => ((Parameter)parameter, options.weight_decay ?? 0)));
                    break;
                default:
                    return null;
            }
        }

        if (settings.Distinct().Count() != 1 || !all.TrueForAll(entry => ModuleTensors.IsUsable(entry.Parameter)))
        {
            return null;
        }

        TrainingParameter[] tensors = [.. all.Select((entry, number) => new TrainingParameter(FormattableString.Invariant($"{number}"), entry.Parameter.shape, isBuffer: false))];
        var decays = tensors.Zip(all).ToDictionary(pair => pair.First, pair => pair.Second.Decay);
        return new CompiledOptimizer(optimizer, [.. all.Select(entry => entry.Parameter)], kinds[0](tensors, tensor => decays[tensor]));
    }

    /// <summary>Makes a step, with the learning rate of the optimizer's first group. Parameters without a gradient stay as they are.</summary>
    public void Step()
    {
        var states = optimizer.state_dict().State;
        foreach (var (updated, parameter, state) in update.Parameters.Zip(parameters, states))
        {
            Bind(updated, parameter, state);
        }

        update.Step(optimizer.ParamGroups.First().LearningRate, 1, get_num_threads());
        GC.KeepAlive(states);
    }

    /// <summary>Releases what the engine keeps. The optimizer and its state stay.</summary>
    public void Dispose() => update.Dispose();

    private void Bind(UpdatedParameter updated, Parameter parameter, OptimizerState state)
    {
        var tensor = updated.Parameter;
        using var gradient = parameter.grad;
        tensor.Values = TensorAddress.Of(parameter);
        tensor.Gradient = gradient is null ? null : TensorAddress.Of(gradient);
        switch (state)
        {
            case SGD.State sgd:
                updated.First = TensorAddress.Of(sgd.momentum_buffer ??= Zeros(parameter));
                break;
            case Adam.State adam:
                updated.First = TensorAddress.Of(adam.exp_avg ??= Zeros(parameter));
                updated.Second = TensorAddress.Of(adam.exp_avg_sq ??= Zeros(parameter));
                update.Steps = adam.step++;
                break;
            case AdamW.State adamW:
                updated.First = TensorAddress.Of(adamW.exp_avg ??= Zeros(parameter));
                updated.Second = TensorAddress.Of(adamW.exp_avg_sq ??= Zeros(parameter));
                update.Steps = adamW.step++;
                break;
        }

        static Tensor Zeros(Parameter parameter) => zeros_like(parameter).DetachFromDisposeScope();
    }
}
