namespace ResNetGen.Core.Planning;

/// <summary>The numbers of a convolution.</summary>
/// <param name="Inputs">Channels that it takes.</param>
/// <param name="Outputs">Channels that it gives.</param>
/// <param name="Kernel">Rows and columns of the kernel.</param>
internal readonly record struct ConvolutionForm(Quantity Inputs, Quantity Outputs, int Kernel)
{
    /// <summary>How many positions it moves on in both directions.</summary>
    public Quantity Stride { get; init; } = new(1);

    /// <summary>The distance between the positions that the kernel looks at; 1 for neighbours.</summary>
    public Quantity Dilation { get; init; } = new(1);

    /// <summary>In how many groups channels are taken apart.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Whether a number is added for each channel that it gives.</summary>
    public bool HasBias { get; init; }

    /// <summary>Rows and columns of the window that the kernel looks at.</summary>
    public long Reach => ((Kernel - 1L) * Dilation) + 1;
}
