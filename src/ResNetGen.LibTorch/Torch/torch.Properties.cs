namespace TorchSharp;

public static partial class torch
{
    // The methods of tensors of the same names, which say what they do.

    public static bool is_complex(Tensor input) => Present(input).is_complex();

    public static bool is_floating_point(Tensor input) => Present(input).is_floating_point();

    public static bool is_integral(Tensor t) => Present(t).is_integral();

    public static long numel(Tensor input) => Present(input).numel();
}
