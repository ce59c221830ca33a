using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Intrinsics;
using System.Threading;
using ResNetGen.Engine.Planning;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Training;

/// <summary>How parameters follow their gradients, with what is kept from step to step. Each value depends on its own gradient alone, whatever thread computes it.</summary>
internal abstract unsafe class ParameterUpdate : ITeamWork, IDisposable
{
    private const int PieceLength = 16 * 1024;

    private readonly List<(TrainingParameter Parameter, long State, int Begin, int Length, float Decay)> pieces = [];
    private readonly AlignedMemory[] states;
    private int next;

    /// <summary>Prepares an update.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="weightDecay">The weight decay of each parameter.</param>
    /// <param name="stateCount">How many values are kept for each value of a parameter.</param>
    protected ParameterUpdate(IEnumerable<TrainingParameter> parameters, Func<TrainingParameter, double> weightDecay, int stateCount)
    {
        long place = 0;
        foreach (var parameter in parameters.Where(parameter => !parameter.IsBuffer))
        {
            for (var begin = 0; begin < parameter.Length; begin += PieceLength)
            {
                pieces.Add((parameter, place + begin, begin, Math.Min(PieceLength, parameter.Length - begin), (float)weightDecay(parameter)));
            }

            // Vectors may read and write beyond the last value of a parameter, where each tensor has room.
            place += (parameter.Length + 15L) / 16 * 16;
        }

        states = [.. Enumerable.Range(0, stateCount).Select(_ => AlignedMemory.OfFloats(place))];
    }

    /// <summary>How many steps there have been.</summary>
    public int Steps { get; private set; }

    protected double LearningRate { get; private set; }

    /// <summary>The factor of gradients, by which they are clipped.</summary>
    protected float GradientFactor { get; private set; }

    /// <summary>Makes a step.</summary>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="gradientFactor">The factor of all gradients.</param>
    /// <param name="threads">The most threads.</param>
    public void Step(double learningRate, double gradientFactor, int threads)
    {
        Steps++;
        (LearningRate, GradientFactor, next) = (learningRate, (float)gradientFactor, 0);
        ThreadTeam.Run(this, threads, isShort: pieces.Count < 8);
    }

    public void Dispose()
    {
        foreach (var state in states)
        {
            state.Dispose();
        }
    }

    void ITeamWork.Begin(int count)
    {
    }

    void ITeamWork.Run(int index, int count)
    {
        for (var i = Interlocked.Increment(ref next) - 1; i < pieces.Count; i = Interlocked.Increment(ref next) - 1)
        {
            var (parameter, state, begin, length, decay) = pieces[i];
            Update(parameter.Values + begin, parameter.Gradient + begin, states.Length > 0 ? states[0].Floats + state : null, states.Length > 1 ? states[1].Floats + state : null, length, decay);
        }
    }

    void ITeamWork.Abort() => Volatile.Write(ref next, pieces.Count);

    /// <summary>Updates some values.</summary>
    protected abstract void Update(float* values, float* gradients, float* first, float* second, int length, float decay);
}

/// <summary>Stochastic gradient descent with momentum, as PyTorch defines it.</summary>
internal sealed unsafe class SgdUpdate(IEnumerable<TrainingParameter> parameters, Func<TrainingParameter, double> weightDecay, double momentum, bool nesterov)
    : ParameterUpdate(parameters, weightDecay, momentum == 0 ? 0 : 1)
{
    protected override void Update(float* values, float* gradients, float* first, float* second, int length, float decay)
    {
        Vector512<float> rate = Vector512.Create(-(float)LearningRate), kept = Vector512.Create(Steps == 1 ? 0 : (float)momentum), decays = Vector512.Create(decay);
        Vector512<float> ahead = Vector512.Create((float)momentum), factor = Vector512.Create(GradientFactor);
        for (var i = 0; i < length; i += Vector512<float>.Count)
        {
            var value = Vector512.Load(values + i);
            var direction = Vector512.FusedMultiplyAdd(decays, value, Vector512.Load(gradients + i) * factor);
            if (first != null)
            {
                // The first step's direction is the gradient itself.
                var velocity = Vector512.FusedMultiplyAdd(kept, Vector512.Load(first + i), direction);
                velocity.Store(first + i);
                direction = nesterov ? Vector512.FusedMultiplyAdd(ahead, velocity, direction) : velocity;
            }

            Vector512.FusedMultiplyAdd(rate, direction, value).Store(values + i);
        }
    }
}

/// <summary>Adam (Kingma and Ba, 2015, arXiv:1412.6980), and AdamW (Loshchilov and Hutter, 2019, arXiv:1711.05101), whose weight decay is no part of the gradient.</summary>
internal sealed unsafe class AdamUpdate(
    IEnumerable<TrainingParameter> parameters, Func<TrainingParameter, double> weightDecay, double beta1, double beta2, double epsilon, bool isDecoupled)
    : ParameterUpdate(parameters, weightDecay, 2)
{
    protected override void Update(float* values, float* gradients, float* first, float* second, int length, float decay)
    {
        Vector512<float> b1 = Vector512.Create((float)beta1), rest1 = Vector512.Create((float)(1 - beta1)), b2 = Vector512.Create((float)beta2), rest2 = Vector512.Create((float)(1 - beta2));
        var rate = Vector512.Create((float)(-LearningRate / (1 - Math.Pow(beta1, Steps))));
        var root = Vector512.Create((float)(1 / Math.Sqrt(1 - Math.Pow(beta2, Steps))));
        Vector512<float> least = Vector512.Create((float)epsilon), factor = Vector512.Create(GradientFactor);
        var decays = Vector512.Create(isDecoupled ? 0 : decay);
        var shrinks = Vector512.Create(isDecoupled ? (float)(1 - (LearningRate * decay)) : 1);
        for (var i = 0; i < length; i += Vector512<float>.Count)
        {
            var value = Vector512.Load(values + i);
            var gradient = Vector512.FusedMultiplyAdd(decays, value, Vector512.Load(gradients + i) * factor);
            var mean = (Vector512.Load(first + i) * b1) + (gradient * rest1);
            var square = (Vector512.Load(second + i) * b2) + (gradient * gradient * rest2);
            mean.Store(first + i);
            square.Store(second + i);
            var step = mean / ((Vector512.Sqrt(square) * root) + least);
            Vector512.FusedMultiplyAdd(rate, step, value * shrinks).Store(values + i);
        }
    }
}
