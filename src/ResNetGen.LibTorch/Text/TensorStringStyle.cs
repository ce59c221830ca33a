namespace TorchSharp;

/// <summary>How a tensor is printed.</summary>
public enum TensorStringStyle
{
    /// <summary>Shape, type and device.</summary>
    Metadata = 0,

    /// <summary>Shape, type and device, then the elements as a table, one a slice.</summary>
    Julia = 1,

    /// <summary>The elements in nested brackets.</summary>
    Numpy = 2,

    /// <summary>Shape, type and device, then the elements in nested braces.</summary>
    CSharp = 3,

    /// <summary>As <see cref="torch.TensorStringStyle"/> says.</summary>
    Default = 4,
}
