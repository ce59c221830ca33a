using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Kernels;

namespace ResNetGen.Engine.Planning;

/// <summary>Steps over numbered values, for one set of kernels. Execution plans for batches and sizes of images are made of them.</summary>
/// <param name="kernels">The kernels.</param>
/// <param name="imageChannels">The channels of images, which are value 0.</param>
/// <param name="values">How many values there are before steps need more.</param>
internal abstract class StepSequence(KernelSet kernels, int imageChannels, int values) : IDisposable
{
    public KernelSet Kernels { get; } = kernels;

    /// <summary>The steps, in the order in which they are computed.</summary>
    public IReadOnlyList<Step> Steps => All;

    /// <summary>How many values the steps number.</summary>
    public int Values { get; private set; } = values;

    /// <summary>The value that is the network's output.</summary>
    public int Output { get; protected set; }

    /// <summary>The steps at which each value is live.</summary>
    public ValueLifetimes Lifetimes { get; private set; } = null!;

    /// <summary>The halo around feature maps: as wide as the widest padding of a convolution of feature maps.</summary>
    public int Halo { get; private set; }

    /// <summary>The channels of images.</summary>
    public int ImageChannels { get; } = imageChannels;

    /// <summary>Whether passes of several steps are computed together, a few images at a time, where each thread has images enough.</summary>
    public virtual bool GroupsPasses => false;

    protected List<Step> All { get; } = [];

    public void Dispose()
    {
        All.ForEach(step => step.Release());
        Release();
    }

    /// <summary>Releases what steps share.</summary>
    protected virtual void Release()
    {
    }

    /// <summary>A value of its own for a step.</summary>
    protected int NewValue() => Values++;

    protected TStep Append<TStep>(TStep step)
        where TStep : Step
    {
        All.Add(step);
        return step;
    }

    protected void Prepend(Step step) => All.Insert(0, step);

    /// <summary>Says that all steps are there.</summary>
    protected void Complete()
    {
        Halo = All.Max(step => step.HaloOfInput);
        Lifetimes = new ValueLifetimes(All, Values, Output);
    }
}
