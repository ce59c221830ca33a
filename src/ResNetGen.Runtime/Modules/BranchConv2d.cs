using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetGen.Modules;

/// <summary>
/// Convolutions beside each other, the branches of a unit: N x C x H x W to N x C' x H' x W'. Xie et al. (2017, arXiv:1611.05431), figure 3 (a) and (b).
/// The branches' keys in state_dict are <c>0</c>, <c>1</c>, ….
/// </summary>
public sealed class BranchConv2d : nn.Module<Tensor, Tensor>, IReadOnlyList<Conv2d>
{
    private readonly Conv2d[] branches;
    private readonly bool splits;
    private readonly bool adds;

    /// <summary>The convolutions.</summary>
    /// <param name="inputs">Channels that it takes.</param>
    /// <param name="outputs">Channels that it gives.</param>
    /// <param name="kernel">Rows and columns of the kernels; odd.</param>
    /// <param name="branches">How many branches; they divide the channels that are shared out among them.</param>
    /// <param name="stride">How many positions the kernels move on in both directions.</param>
    /// <param name="dilation">The distance between the positions that a kernel looks at.</param>
    /// <param name="isPadded">Whether zeros on each side keep the size at stride 1.</param>
    /// <param name="splits">Whether each branch takes its own part of the channels; otherwise each takes all.</param>
    /// <param name="adds">Whether the results are added; otherwise their channels stand one after another.</param>
    /// <param name="bias">Whether each branch has a bias.</param>
    public BranchConv2d(
        int inputs,
        int outputs,
        int kernel,
        int branches,
        int stride = 1,
        int dilation = 1,
        bool isPadded = true,
        bool splits = false,
        bool adds = false,
        bool bias = false)
        : base(nameof(BranchConv2d))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(branches, 1);
        this.splits = splits;
        this.adds = adds;
        this.branches = new Conv2d[branches];
        for (var i = 0; i < branches; i++)
        {
            this.branches[i] = nn.Conv2d(
                splits ? inputs / branches : inputs,
                adds ? outputs : outputs / branches,
                kernel,
                stride,
                padding: isPadded ? kernel / 2 * dilation : 0,
                dilation: dilation,
                bias: bias);
            register_module(i.ToString(CultureInfo.InvariantCulture), this.branches[i]);
        }
    }

    /// <summary>How many branches there are.</summary>
    public int Count => branches.Length;

    /// <summary>The branch of a number, the first being 0.</summary>
    public Conv2d this[int index] => branches[index];

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var parts = splits ? input.chunk(branches.Length, 1) : Enumerable.Repeat(input, branches.Length);
        IList<Tensor> results = branches.Zip(parts, (branch, part) => branch.call(part)).ToList();
        var result = adds ? results.Aggregate((sum, next) => sum.add(next)) : cat(results, 1);
        return result.MoveToOuterDisposeScope();
    }

    /// <summary>The branches, first to last.</summary>
    public IEnumerator<Conv2d> GetEnumerator() => ((IEnumerable<Conv2d>)branches).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Does nothing: the constructor registers each branch by its number, without reflection.</summary>
    protected override void RegisterComponents()
    {
    }
}
