using System;
using ResNetGen.Core.Values;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Planning.Operations;

/// <summary>
/// Convolutions beside each other: the branches of a unit before they are drawn together as groups, Xie et al. (2017, arXiv:1611.05431), figure 3.
/// </summary>
/// <remarks>Its tensors are those of the one convolution that does the same, so that the forms have one state_dict.</remarks>
/// <param name="Name">Its key within the unit.</param>
/// <param name="Input">The value that it takes.</param>
/// <param name="Output">The feature map that it gives.</param>
/// <param name="InChannels">Channels that it takes.</param>
/// <param name="OutChannels">Channels that it gives.</param>
/// <param name="Kernel">Rows and columns of the kernels.</param>
/// <param name="Stride">How many positions they move on in both directions.</param>
/// <param name="Dilation">The distance between the positions that a kernel looks at; 1 for neighbours.</param>
/// <param name="IsPadded">Whether each adds as many rows and columns of zeros on each side as keep the size at stride 1.</param>
/// <param name="Branches">How many branches.</param>
/// <param name="Splits">Whether each branch takes its own part of the channels; otherwise each takes all.</param>
/// <param name="Adds">Whether the results are added; otherwise their channels stand one after another.</param>
/// <param name="HasBias">Whether a number is added for each channel that it gives.</param>
public sealed record BranchConvolution(
    string Name,
    int Input,
    Shape Output,
    Quantity InChannels,
    Quantity OutChannels,
    int Kernel,
    Quantity Stride,
    Quantity Dilation,
    bool IsPadded,
    int Branches,
    bool Splits,
    bool Adds,
    bool HasBias)
    : Operation(Output)
{
    /// <inheritdoc/>
    public override EquatableArray<int> Inputs => ListOf(Input);

    /// <inheritdoc/>
    public override string Key => Name;

    /// <inheritdoc/>
    public override EquatableArray<TensorPlan> Tensors => HasBias
        ? ListOf(Weight, new TensorPlan("bias", ListOf<int>(OutChannels), TensorKind.Parameter))
        : ListOf(Weight);

    /// <inheritdoc/>
    public override long MultiplyAdds => Count.Product(Weight.Length, Output.Positions);

    /// <summary>Rows and columns of the window that a kernel looks at.</summary>
    public long Reach => ((Kernel - 1L) * Dilation) + 1;

    // A branch that takes its own part of the channels and gives its own has nothing to do with the other parts.
    private TensorPlan Weight =>
        new("weight", ListOf<int>(OutChannels, Splits && !Adds ? InChannels / Branches : InChannels, Kernel, Kernel), TensorKind.Parameter);

    /// <inheritdoc/>
    public override Operation Map(Func<Quantity, Quantity> change) => this with
    {
        InChannels = change(InChannels), OutChannels = change(OutChannels), Stride = change(Stride), Dilation = change(Dilation),
    };
}
