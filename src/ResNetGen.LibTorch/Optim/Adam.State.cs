using System;
using System.Collections.Generic;
using System.IO;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class Adam
{
    public class Options : OptimizerOptions, IAdamOptions
    {
        public double? beta1;
        public double? beta2;
        public double? eps;
        public double? weight_decay;
        public bool? amsgrad;
        public bool? maximize;

        public Options()
        {
        }

        ref double? IAdamOptions.Beta1 => ref beta1;

        ref double? IAdamOptions.Beta2 => ref beta2;

        ref double? IAdamOptions.Eps => ref eps;

        ref double? IAdamOptions.WeightDecay => ref weight_decay;

        ref bool? IAdamOptions.Amsgrad => ref amsgrad;

        ref bool? IAdamOptions.Maximize => ref maximize;

        public override void LoadStateDict(OptimizerOptions source)
        {
            AdamRule.Copy(Same(this, source), this);
            base.LoadStateDict(source);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            AdamRule.Read(reader, this);
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            AdamRule.Write(writer, this);
        }
    }

    public class ParamGroup : ParamGroup<Options>, optim.IBetas
    {
        public ParamGroup()
        {
            Options = new Options();
        }

        public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
        {
        }

        public ParamGroup(
            IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0,
            bool amsgrad = false, bool maximize = false)
            : base(
                parameters,
                new Options
                {
                    LearningRate = lr,
                    beta1 = beta1,
                    beta2 = beta2,
                    eps = eps,
                    weight_decay = weight_decay,
                    amsgrad = amsgrad,
                    maximize = maximize,
                })
        {
        }

        public (double, double) Betas
        {
            get => (Options.beta1 ?? 0, Options.beta2 ?? 0);
            set => (Options.beta1, Options.beta2) = value;
        }
    }

    public sealed class State : OptimizerState, IAdamState, IDisposable
    {
        /// <summary>The steps taken.</summary>
        public long step;

        /// <summary>The running mean of gradients; null before the first step.</summary>
        public Tensor? exp_avg;

        /// <summary>The running mean of their squares; null before the first step.</summary>
        public Tensor? exp_avg_sq;

        /// <summary>The largest <see cref="exp_avg_sq"/> so far; null without AMSGrad.</summary>
        public Tensor? max_exp_avg_sq;

        public State(Parameter parameter) : base(parameter)
        {
        }

        ref long IAdamState.Step => ref step;

        ref Tensor? IAdamState.Mean => ref exp_avg;

        ref Tensor? IAdamState.Square => ref exp_avg_sq;

        ref Tensor? IAdamState.Largest => ref max_exp_avg_sq;

        public override void Initialize(OptimizerOptions options)
        {
            step = 0;
            Dispose();
        }

        public override void LoadStateDict(OptimizerState source)
        {
            var other = Same(this, source);
            Copy(ref exp_avg, other.exp_avg);
            Copy(ref exp_avg_sq, other.exp_avg_sq);
            Copy(ref max_exp_avg_sq, other.max_exp_avg_sq);
            step = other.step;
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            ArgumentNullException.ThrowIfNull(reader);
            step = reader.ReadInt64();
            LoadConditionalStateTensor(reader, ref exp_avg, _parameter.device);
            LoadConditionalStateTensor(reader, ref exp_avg_sq, _parameter.device);
            LoadConditionalStateTensor(reader, ref max_exp_avg_sq, _parameter.device);
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            ArgumentNullException.ThrowIfNull(writer);
            writer.Write(step);
            SaveConditionalStateTensor(writer, exp_avg);
            SaveConditionalStateTensor(writer, exp_avg_sq);
            SaveConditionalStateTensor(writer, max_exp_avg_sq);
        }

        public override void to(Device device)
        {
            Move(ref exp_avg, device);
            Move(ref exp_avg_sq, device);
            Move(ref max_exp_avg_sq, device);
        }

        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && step == state.step && AreClose(exp_avg, state.exp_avg) && AreClose(exp_avg_sq, state.exp_avg_sq) &&
            AreClose(max_exp_avg_sq, state.max_exp_avg_sq);

        public void Dispose()
        {
            Release(ref exp_avg);
            Release(ref exp_avg_sq);
            Release(ref max_exp_avg_sq);
        }

        internal override void Release() => Dispose();

        internal override OptimizerState CreateEmpty() => new State(_parameter);
    }
}
