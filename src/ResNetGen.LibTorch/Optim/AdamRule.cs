using System;
using System.Buffers;
using System.IO;

namespace TorchSharp.Modules;

/// <summary>The step that Adam and AdamW share.</summary>
internal static class AdamRule
{
    internal static void CheckOptions(double lr, double beta1, double beta2, double eps, double weightDecay)
    {
        if (lr < 0 || eps < 0 || weightDecay < 0)
        {
            throw new ArgumentException($"Learning rate {lr}, epsilon {eps} and weight decay {weightDecay} must not be negative.", nameof(lr));
        }

        if (beta1 is < 0 or >= 1 || beta2 is < 0 or >= 1)
        {
            throw new ArgumentException($"The betas {beta1} and {beta2} must be at least 0 and less than 1.", nameof(beta1));
        }
    }

    internal static void Step(ParamGroup group, OptimizerState[] states, bool decoupled)
    {
        var options = (IAdamOptions)group.Options;
        var count = states.Length;
        using var means = new StateColumn(count);
        using var squares = new StateColumn(count);
        using var largests = new StateColumn(count);
        var steps = ArrayPool<long>.Shared.Rent(count);
        for (var i = 0; i < count; i++)
        {
            var state = (IAdamState)states[i];
            means.Put(i, state.Mean);
            squares.Put(i, state.Square);
            largests.Put(i, state.Largest);
            steps[i] = state.Step;
        }

        var succeeded = rg_adam_step(
            group.BorrowParameters(), means.Handles, squares.Handles, largests.Handles, steps, count, group.LearningRate, options.Beta1!.Value,
            options.Beta2!.Value, options.Eps!.Value, options.WeightDecay!.Value, decoupled, options.Amsgrad!.Value, options.Maximize!.Value);
        for (var i = 0; i < count; i++)
        {
            var state = (IAdamState)states[i];
            means.Adopt(i, ref state.Mean);
            squares.Adopt(i, ref state.Square);
            largests.Adopt(i, ref state.Largest);
            state.Step = steps[i];
        }

        ArrayPool<long>.Shared.Return(steps);
        Check(succeeded, group.Array);
    }

    internal static void Copy(IAdamOptions from, IAdamOptions to)
    {
        to.Beta1 = from.Beta1;
        to.Beta2 = from.Beta2;
        to.Eps = from.Eps;
        to.WeightDecay = from.WeightDecay;
        to.Amsgrad = from.Amsgrad;
        to.Maximize = from.Maximize;
    }

    internal static void Read(BinaryReader reader, IAdamOptions options)
    {
        options.Beta1 = reader.ReadDouble();
        options.Beta2 = reader.ReadDouble();
        options.Eps = reader.ReadDouble();
        options.WeightDecay = reader.ReadDouble();
        options.Amsgrad = reader.ReadBoolean();
        options.Maximize = reader.ReadBoolean();
    }

    internal static void Write(BinaryWriter writer, IAdamOptions options)
    {
        writer.Write(options.Beta1 ?? 0);
        writer.Write(options.Beta2 ?? 0);
        writer.Write(options.Eps ?? 0);
        writer.Write(options.WeightDecay ?? 0);
        writer.Write(options.Amsgrad ?? false);
        writer.Write(options.Maximize ?? false);
    }
}
