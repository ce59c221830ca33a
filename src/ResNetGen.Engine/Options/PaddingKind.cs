namespace ResNetGen;

/// <summary>How convolutions are padded.</summary>
public enum PaddingKind
{
    /// <summary>As many zeros before as after: PyTorch's way.</summary>
    Symmetric,

    /// <summary>To the input's size divided by the stride, an odd zero after: Keras' way.</summary>
    Same,
}
