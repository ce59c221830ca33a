using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Convolution over one dimension: N x C x L to N x K x L'.</summary>
public sealed class Conv1d : Convolution
{
    internal Conv1d(
        long in_channels, long out_channels, long kernel_size, long stride, long padding, Padding? padding_type, long dilation, long groups, bool bias,
        PaddingModes padding_mode, Device? device, ScalarType? dtype)
        : base(
            nameof(Conv1d), in_channels, out_channels, [kernel_size], [stride], [padding], padding_type, [dilation], false, [0], groups, bias, padding_mode,
            device, dtype)
    {
    }

    public override Tensor forward(Tensor input) => Convolve(input);
}
