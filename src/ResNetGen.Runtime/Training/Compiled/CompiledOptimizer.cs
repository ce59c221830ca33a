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
    private readonly IReadOnlyList<(Parameter Parameter, optim.ILearningRateController Group)> entries;
    private readonly ParameterUpdate update;

    private CompiledOptimizer(OptimizerHelper optimizer, IReadOnlyList<(Parameter Parameter, optim.ILearningRateController Group)> entries, ParameterUpdate update) =>
        (this.optimizer, this.entries, this.update) = (optimizer, entries, update);

    private delegate ParameterUpdate Maker(IEnumerable<TrainingParameter> tensors, Func<TrainingParameter, double> decay);

    /// <summary>That of an optimizer; null for one whose steps the engine does not make: another kind, or other options than momentum, betas and weight decay.</summary>
    /// <param name="optimizer">SGD, Adam or AdamW of float32 parameters on the CPU. It stays the caller's. Its options are read here, the learning rates of its groups at each step.</param>
    public static CompiledOptimizer? For(OptimizerHelper optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        List<(Parameter Parameter, double Decay, optim.ILearningRateController Group)> all = [];
        HashSet<object> settings = [];
        Maker? make = null;
        foreach (var group in optimizer.ParamGroups)
        {
            if (Read(group) is not { } read)
            {
                return null;
            }

            (make, _) = (read.Make, settings.Add(read.Settings));
            all.AddRange(read.Parameters.Select(parameter => ((Parameter)parameter, read.Decay ?? 0, group)));
        }

        if (make is null || settings.Count > 1 || !all.TrueForAll(entry => ModuleTensors.IsUsable(entry.Parameter)))
        {
            return null;
        }

        TrainingParameter[] tensors = [.. all.Select((entry, number) => new TrainingParameter(FormattableString.Invariant($"{number}"), entry.Parameter.shape, isBuffer: false))];
        var decays = tensors.Zip(all).ToDictionary(pair => pair.First, pair => pair.Second.Decay);
        return new CompiledOptimizer(optimizer, [.. all.Select(entry => (entry.Parameter, entry.Group))], make(tensors, tensor => decays[tensor]));
    }

    /// <summary>Makes a step. Parameters without a gradient stay as they are.</summary>
    public void Step()
    {
        var states = optimizer.state_dict().State;
        foreach (var (updated, (parameter, group), state) in update.Parameters.Zip(entries, states))
        {
            Bind(updated, parameter, state);
            updated.LearningRate = group.LearningRate;
        }

        update.Step(1, get_num_threads());
        GC.KeepAlive(states);
    }

    /// <summary>Releases what the engine keeps. The optimizer and its state stay.</summary>
    public void Dispose() => update.Dispose();

    private static (Maker Make, object Settings, IEnumerable<Tensor> Parameters, double? Decay)? Read(optim.ILearningRateController group) => group switch
    {
        SGD.ParamGroup { Options: { maximize: not true, dampening: null or 0 } o } sgd =>
            ((tensors, decay) => new SgdUpdate(tensors, decay, o.momentum ?? 0, o.nesterov ?? false), (o.momentum ?? 0, o.nesterov ?? false), sgd.Parameters, o.weight_decay),
        Adam.ParamGroup { Options: { maximize: not true, amsgrad: not true, beta1: { } beta1, beta2: { } beta2, eps: { } epsilon } o } adam =>
            ((tensors, decay) => new AdamUpdate(tensors, decay, beta1, beta2, epsilon, isDecoupled: false), (beta1, beta2, epsilon), adam.Parameters, o.weight_decay),
        AdamW.ParamGroup { Options: { maximize: not true, amsgrad: not true, beta1: { } beta1, beta2: { } beta2, eps: { } epsilon } o } adamW =>
            ((tensors, decay) => new AdamUpdate(tensors, decay, beta1, beta2, epsilon, isDecoupled: true), (beta1, beta2, epsilon), adamW.Parameters, o.weight_decay),
        _ => null,
    };

    private static void Bind(UpdatedParameter updated, Parameter parameter, OptimizerState state)
    {
        var tensor = updated.Parameter;
        using var gradient = parameter.grad;
        tensor.Values = TensorAddress.Of(parameter);
        tensor.Gradient = gradient is null ? null : TensorAddress.Of(gradient);
        if (gradient is null)
        {
            return;
        }

        switch (state)
        {
            case SGD.State sgd:
                updated.First = TensorAddress.Of(sgd.momentum_buffer ??= Zeros(parameter));
                break;
            case Adam.State adam:
                updated.First = TensorAddress.Of(adam.exp_avg ??= Zeros(parameter));
                updated.Second = TensorAddress.Of(adam.exp_avg_sq ??= Zeros(parameter));
                updated.Steps = adam.step++;
                break;
            case AdamW.State adamW:
                updated.First = TensorAddress.Of(adamW.exp_avg ??= Zeros(parameter));
                updated.Second = TensorAddress.Of(adamW.exp_avg_sq ??= Zeros(parameter));
                updated.Steps = adamW.step++;
                break;
        }

        static Tensor Zeros(Parameter parameter) => zeros_like(parameter).DetachFromDisposeScope();
    }
}
