using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetGen.Modules;

/// <summary>
/// Convolutions beside each other, the branches of a unit: N x C x H x W to N x C' x H' x W'. Xie et al. (2017, arXiv:1611.05431), figure 3 (a) and (b).
/// </summary>
/// <remarks>
/// The branches' kernels lie in one weight, as those of the convolution do that figure 3 (c) draws them together into. So the three forms have the
/// same state_dict, and one file of weights is for all of them.
/// </remarks>
public sealed class BranchConv2d : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter? bias;
    private readonly int branches;
    private readonly bool splits;
    private readonly bool adds;
    private readonly long[] strides;
    private readonly long[] padding;
    private readonly long[] dilations;

    /// <summary>The convolutions.</summary>
    /// <param name="inputs">Channels that it takes.</param>
    /// <param name="outputs">Channels that it gives.</param>
    /// <param name="kernel">Rows and columns of the kernels; odd.</param>
    /// <param name="branches">How many branches; they divide the channels that are shared out among them.</param>
    /// <param name="stride">How many positions the kernels move on in both directions.</param>
    /// <param name="dilation">The distance between the positions that a kernel looks at.</param>
    /// <param name="isPadded">Whether zeros on each side keep the size at stride 1.</param>
    /// <param name="splits">Whether each branch takes its own part of the channels; otherwise each takes all. Branches whose results are added take parts.</param>
    /// <param name="adds">Whether the results are added; otherwise their channels stand one after another.</param>
    /// <param name="bias">Whether a number is added for each channel that it gives.</param>
    /// <exception cref="ArgumentException">The branches do not divide the channels.</exception>
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
        this.branches = branches;
        this.splits = splits || adds;
        this.adds = adds;
        if ((this.splits && inputs % branches != 0) || (!adds && outputs % branches != 0))
        {
            throw new ArgumentException($"{inputs} channels to {outputs} cannot be shared out among {branches} branches.", nameof(branches));
        }

        strides = [stride, stride];
        padding = isPadded ? [kernel / 2 * dilation, kernel / 2 * dilation] : [0, 0];
        dilations = [dilation, dilation];

        // The numbers of the one convolution that is the same: it draws as many, so that a seed gives all forms the same network.
        using var whole = nn.Conv2d(inputs, outputs, kernel, groups: this.splits && !adds ? branches : 1, bias: bias);
        register_parameter(nameof(weight), weight = Copy(whole.weight!));
        if (bias)
        {
            register_parameter(nameof(bias), this.bias = Copy(whole.bias!));
        }
    }

    /// <summary>
    /// The kernels of all branches: C' x C / branches x kernel x kernel where each takes its own part of the channels and gives its own, else
    /// C' x C x kernel x kernel. A branch's are its part of the channels that it gives; where results are added, of those that it takes.
    /// </summary>
    public Parameter Weight => weight;

    /// <summary>What is added for each of the C' channels, or null.</summary>
    public Parameter? Bias => bias;

    /// <summary>How many branches there are.</summary>
    public int Branches => branches;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var parts = splits ? input.chunk(branches, 1) : [.. Enumerable.Repeat(input, branches)];
        var kernels = weight.chunk(branches, adds ? 1 : 0);
        var results = new List<Tensor>(branches);
        for (var i = 0; i < branches; i++)
        {
            results.Add(nn.functional.conv2d(parts[i], kernels[i], BiasOf(i), strides, padding, dilations));
        }

        var result = adds ? results.Aggregate((sum, next) => sum.add(next)) : cat(results, 1);
        return result.MoveToOuterDisposeScope();
    }

    /// <summary>Does nothing: the constructor registers what is trained, without reflection.</summary>
    protected override void RegisterComponents()
    {
    }

    // Like all parameters, these belong to the module and not to the scope in which it is made.
    private static Parameter Copy(Tensor tensor)
    {
        using var own = tensor.detach();
        return (Parameter)new Parameter(own.clone()).DetachFromDisposeScope();
    }

    // A sum has the bias once.
    private Tensor? BiasOf(int branch) => adds
        ? (branch == 0 ? bias : null)
        : bias?.narrow(0, branch * bias.shape[0] / branches, bias.shape[0] / branches);
}
