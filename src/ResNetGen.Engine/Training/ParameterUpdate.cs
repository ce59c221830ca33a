using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Intrinsics;
using System.Threading;
using ResNetGen.Engine.Planning;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Training;

/// <summary>A parameter that an optimizer updates, with what is kept of it from step to step.</summary>
/// <param name="parameter">The parameter.</param>
internal sealed unsafe class UpdatedParameter(TrainingParameter parameter)
{
    public TrainingParameter Parameter { get; } = parameter;

    public double WeightDecay { get; set; }

    public double LearningRate { get; set; }

    /// <summary>How many steps it has had: fewer than the optimizer where it had no gradient.</summary>
    public long Steps { get; set; }

    /// <summary>The momentum, or the mean of gradients. Zeros before the first step.</summary>
    public float* First { get; set; }

    /// <summary>The mean of squared gradients. Zeros before the first step.</summary>
    public float* Second { get; set; }
}

/// <summary>How parameters follow their gradients, with what is kept from step to step. Each value depends on its own gradient alone, whatever thread computes it.</summary>
internal abstract unsafe class ParameterUpdate : ITeamWork, IDisposable
{
    private const int PieceLength = 16 * 1024;

    private readonly int stateCount;
    private readonly List<(UpdatedParameter Parameter, int Begin, int Length)> pieces = [];
    private AlignedMemory[] ownStates = [];
    private int next;

    /// <summary>Prepares an update.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="weightDecay">The weight decay of each parameter.</param>
    /// <param name="stateCount">How many values are kept for each value of a parameter.</param>
    protected ParameterUpdate(IEnumerable<TrainingParameter> parameters, Func<TrainingParameter, double> weightDecay, int stateCount)
    {
        this.stateCount = stateCount;
        Parameters = [.. parameters.Where(parameter => !parameter.IsBuffer).Select(parameter => new UpdatedParameter(parameter) { WeightDecay = weightDecay(parameter) })];
        foreach (var updated in Parameters)
        {
            var length = updated.Parameter.Length;
            for (var begin = 0; begin < length; begin += PieceLength)
            {
                pieces.Add((updated, begin, Math.Min(PieceLength, length - begin)));
            }
        }
    }

    /// <summary>The parameters. What is kept of them is in memory of the caller's, or after the first step in memory of the update's own.</summary>
    public IReadOnlyList<UpdatedParameter> Parameters { get; }

    /// <summary>How many steps there have been.</summary>
    public long Steps { get; private set; }

    /// <summary>The factor of gradients, by which they are clipped.</summary>
    protected float GradientFactor { get; private set; }

    /// <summary>Makes a step with one learning rate for all parameters.</summary>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="gradientFactor">The factor of all gradients.</param>
    /// <param name="threads">The most threads.</param>
    public void Step(double learningRate, double gradientFactor, int threads)
    {
        foreach (var updated in Parameters)
        {
            updated.LearningRate = learningRate;
        }

        Step(gradientFactor, threads);
    }

    /// <summary>Makes a step with each parameter's own learning rate. Parameters without a gradient stay as they are.</summary>
    /// <param name="gradientFactor">The factor of all gradients.</param>
    /// <param name="threads">The most threads.</param>
    public void Step(double gradientFactor, int threads)
    {
        if (stateCount > 0 && Parameters.Any(updated => updated.First == null && !updated.Parameter.IsFrozen))
        {
            AllocateStates();
        }

        foreach (var updated in Parameters.Where(updated => !updated.Parameter.IsFrozen))
        {
            updated.Steps++;
        }

        Steps++;
        (GradientFactor, next) = ((float)gradientFactor, 0);
        ThreadTeam.Run(this, threads, isShort: pieces.Count < 8);
    }

    public void Dispose()
    {
        foreach (var state in ownStates)
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
            var (updated, begin, length) = pieces[i];
            if (updated.Parameter.IsFrozen)
            {
                continue;
            }

            float* values = updated.Parameter.Values + begin, gradients = updated.Parameter.Gradient + begin;
            float* first = stateCount > 0 ? updated.First + begin : null, second = stateCount > 1 ? updated.Second + begin : null;
            var whole = length / Vector512<float>.Count * Vector512<float>.Count;
            Update(updated, values, gradients, first, second, whole);
            if (whole < length)
            {
                UpdateRest(updated, values + whole, gradients + whole, first + whole, second + whole, length - whole);
            }
        }
    }

    void ITeamWork.Abort() => Volatile.Write(ref next, pieces.Count);

    /// <summary>Updates some values.</summary>
    /// <param name="updated">The parameter they are of.</param>
    /// <param name="values">The values.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="first">What is kept of them, where something is.</param>
    /// <param name="second">The second that is kept of them, where something is.</param>
    /// <param name="length">How many there are: a multiple of 16.</param>
    protected abstract void Update(UpdatedParameter updated, float* values, float* gradients, float* first, float* second, int length);

    // Fewer values than a vector has, behind which memory may be others'.
    private void UpdateRest(UpdatedParameter updated, float* values, float* gradients, float* first, float* second, int length)
    {
        const int Lanes = 16;
        var copies = stackalloc float[4 * Lanes];
        new Span<float>(copies, 4 * Lanes).Clear();
        var places = stackalloc float*[] { values, gradients, stateCount > 0 ? first : null, stateCount > 1 ? second : null };
        for (var i = 0; i < 4; i++)
        {
            if (places[i] != null)
            {
                new ReadOnlySpan<float>(places[i], length).CopyTo(new Span<float>(copies + (i * Lanes), Lanes));
            }
        }

        Update(updated, copies, copies + Lanes, stateCount > 0 ? copies + (2 * Lanes) : null, stateCount > 1 ? copies + (3 * Lanes) : null, Lanes);
        for (var i = 0; i < 4; i++)
        {
            if (places[i] != null && i != 1)
            {
                new ReadOnlySpan<float>(copies + (i * Lanes), length).CopyTo(new Span<float>(places[i], length));
            }
        }
    }

    private void AllocateStates()
    {
        var length = Parameters.Sum(updated => (long)updated.Parameter.Length);
        ownStates = [.. Enumerable.Range(0, stateCount).Select(_ => AlignedMemory.OfFloats(length))];
        long place = 0;
        foreach (var updated in Parameters)
        {
            updated.First = ownStates[0].Floats + place;
            updated.Second = stateCount > 1 ? ownStates[1].Floats + place : null;
            place += updated.Parameter.Length;
        }
    }
}

/// <summary>Stochastic gradient descent with momentum, as PyTorch defines it.</summary>
internal sealed unsafe class SgdUpdate(IEnumerable<TrainingParameter> parameters, Func<TrainingParameter, double> weightDecay, double momentum, bool nesterov)
    : ParameterUpdate(parameters, weightDecay, momentum == 0 ? 0 : 1)
{
    protected override void Update(UpdatedParameter updated, float* values, float* gradients, float* first, float* second, int length)
    {
        Vector512<float> rate = Vector512.Create(-(float)updated.LearningRate), kept = Vector512.Create((float)momentum), decays = Vector512.Create((float)updated.WeightDecay);
        Vector512<float> factor = Vector512.Create(GradientFactor);
        for (var i = 0; i < length; i += Vector512<float>.Count)
        {
            var value = Vector512.Load(values + i);
            var direction = Vector512.FusedMultiplyAdd(decays, value, Vector512.Load(gradients + i) * factor);
            if (first != null)
            {
                var velocity = Vector512.FusedMultiplyAdd(kept, Vector512.Load(first + i), direction);
                velocity.Store(first + i);
                direction = nesterov ? Vector512.FusedMultiplyAdd(kept, velocity, direction) : velocity;
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
    protected override void Update(UpdatedParameter updated, float* values, float* gradients, float* first, float* second, int length)
    {
        Vector512<float> b1 = Vector512.Create((float)beta1), rest1 = Vector512.Create((float)(1 - beta1)), b2 = Vector512.Create((float)beta2), rest2 = Vector512.Create((float)(1 - beta2));
        var rate = Vector512.Create((float)(-updated.LearningRate / (1 - Math.Pow(beta1, updated.Steps))));
        var root = Vector512.Create((float)(1 / Math.Sqrt(1 - Math.Pow(beta2, updated.Steps))));
        Vector512<float> least = Vector512.Create((float)epsilon), factor = Vector512.Create(GradientFactor);
        var decays = Vector512.Create(isDecoupled ? 0 : (float)updated.WeightDecay);
        var shrinks = Vector512.Create(isDecoupled ? (float)(1 - (updated.LearningRate * updated.WeightDecay)) : 1);
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
