using System;
using System.Collections.Generic;
using ResNetGen.Core.Values;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Planning.Operations;

/// <summary>A two-dimensional convolution with a square kernel.</summary>
/// <param name="Name">Its key within the unit.</param>
/// <param name="Input">The value that it takes.</param>
/// <param name="Output">The feature map that it gives.</param>
/// <param name="InChannels">Channels that it takes.</param>
/// <param name="OutChannels">Channels that it gives.</param>
/// <param name="Kernel">Rows and columns of the kernel.</param>
/// <param name="Stride">How many positions it moves on in both directions.</param>
/// <param name="Dilation">The distance between the positions that the kernel looks at; 1 for neighbours.</param>
/// <param name="IsPadded">Whether it adds as many rows and columns of zeros on each side as keep the size at stride 1.</param>
/// <param name="Groups">In how many groups channels are taken apart; 1 where each output looks at all of them.</param>
/// <param name="HasBias">Whether a number is added for each channel that it gives.</param>
public sealed record Convolution(
    string Name,
    int Input,
    Shape Output,
    Quantity InChannels,
    Quantity OutChannels,
    int Kernel,
    Quantity Stride,
    Quantity Dilation,
    bool IsPadded,
    int Groups,
    bool HasBias)
    : Operation(Output)
{
    /// <inheritdoc/>
    public override EquatableArray<int> Inputs => ListOf(Input);

    /// <inheritdoc/>
    public override string Key => Name;

    /// <inheritdoc/>
    public override EquatableArray<TensorPlan> Tensors
    {
        get
        {
            var tensors = new List<TensorPlan> { Weight };
            if (HasBias)
            {
                tensors.Add(new TensorPlan("bias", ListOf<int>(OutChannels), TensorKind.Parameter));
            }

            return tensors.ToEquatableArray();
        }
    }

    /// <inheritdoc/>
    public override long Parameters => Count.Sum(WeightLength, HasBias ? OutChannels : 0);

    /// <inheritdoc/>
    public override long MultiplyAdds => Count.Product(WeightLength, Output.Positions);

    /// <summary>Rows and columns of the window that the kernel looks at.</summary>
    public long Reach => ((Kernel - 1L) * Dilation) + 1;

    /// <summary>Rows and columns of zeros on each side.</summary>
    public long Padding => IsPadded ? Reach / 2 : 0;

    private long WeightLength => Count.Product(Count.Product(OutChannels, InChannels / Groups), (long)Kernel * Kernel);

    private TensorPlan Weight => new("weight", ListOf<int>(OutChannels, InChannels / Groups, Kernel, Kernel), TensorKind.Parameter);

    /// <inheritdoc/>
    public override Operation Map(Func<Quantity, Quantity> change) => this with
    {
        InChannels = change(InChannels), OutChannels = change(OutChannels), Stride = change(Stride), Dilation = change(Dilation),
    };
}
