using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The mean of each window of N x C x H x W.</summary>
public sealed class AvgPool2d : ParameterLessModule<Tensor, Tensor>
{
    internal AvgPool2d(long[] kernel_size, long[]? stride, long[]? padding, bool ceil_mode, bool count_include_pad, long? divisor_override)
        : base(nameof(AvgPool2d))
    {
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.padding = padding;
        this.ceil_mode = ceil_mode;
        this.count_include_pad = count_include_pad;
        this.divisor_override = divisor_override;
    }

    public long[] kernel_size { get; set; }

    /// <summary>Null for the kernel's size.</summary>
    public long[]? stride { get; set; }

    public long[]? padding { get; set; }

    /// <summary>Whether windows may hang over the border, rather than be left out.</summary>
    public bool ceil_mode { get; set; }

    /// <summary>Whether the zeros of the padding count in the mean.</summary>
    public bool count_include_pad { get; set; }

    /// <summary>What the sum is divided by; null for the number of values.</summary>
    public long? divisor_override { get; set; }

    public override Tensor forward(Tensor input) =>
        nn.functional.avg_pool2d(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);
}
