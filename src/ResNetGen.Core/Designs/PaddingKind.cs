namespace ResNetGen.Core.Designs;

/// <summary>How a convolution that would lose rows and columns at the border is padded.</summary>
public enum PaddingKind
{
    /// <summary>As many zeros before as after: PyTorch's way.</summary>
    Symmetric,

    /// <summary>So that the output has the input's size divided by the stride, rounded up; of an odd number the one more after: Keras' way.</summary>
    Same,
}
