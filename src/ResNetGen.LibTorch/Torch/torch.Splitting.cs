namespace TorchSharp;

public static partial class torch
{
    // The methods of tensors of the same names, which say what they do.

    public static Tensor[] chunk(Tensor input, long chunks, long dim = 0) => Present(input).chunk(chunks, dim);

    public static Tensor[] split(Tensor tensor, long[] split_size_or_sections, long dim = 0) =>
        Present(tensor).split(split_size_or_sections, dim);

    public static Tensor[] unbind(Tensor input, long dim = 0) => Present(input).unbind(dim);
}
