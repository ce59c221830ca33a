namespace TorchSharp;

public static partial class torch
{
    // The methods of tensors of the same names, which say what they do.

    public static Tensor argwhere(Tensor input) => Present(input).argwhere();

    public static Tensor gather(Tensor input, long dim, Tensor index) => Present(input).gather(dim, index);

    public static Tensor index_add(Tensor input, long dim, Tensor index, Tensor source, Scalar alpha) =>
        Present(input).index_add(dim, index, source, alpha);

    public static Tensor index_add_(Tensor input, long dim, Tensor index, Tensor source, Scalar alpha) =>
        Present(input).index_add_(dim, index, source, alpha);

    public static Tensor index_copy(Tensor input, long dim, Tensor index, Tensor source) => Present(input).index_copy(dim, index, source);

    public static Tensor index_copy_(Tensor input, long dim, Tensor index, Tensor source) => Present(input).index_copy_(dim, index, source);

    public static Tensor index_fill(Tensor input, long dim, Tensor index, Scalar value) => Present(input).index_fill(dim, index, value);

    public static Tensor index_fill_(Tensor input, long dim, Tensor index, Scalar value) => Present(input).index_fill_(dim, index, value);

    public static Tensor index_select(Tensor input, long dim, Tensor index) => Present(input).index_select(dim, index);

    public static Tensor masked_select(Tensor input, Tensor mask) => Present(input).masked_select(mask);

    public static Tensor narrow(Tensor input, long dim, long start, long length) => Present(input).narrow(dim, start, length);

    public static Tensor nonzero(Tensor input) => Present(input).nonzero();

    public static Tensor scatter(Tensor input, long dim, Tensor index, Tensor src) => Present(input).scatter(dim, index, src);

    public static Tensor scatter_(Tensor input, long dim, Tensor index, Tensor src) => Present(input).scatter_(dim, index, src);

    public static Tensor scatter_add(Tensor input, long dim, Tensor index, Tensor src) => Present(input).scatter_add(dim, index, src);

    public static Tensor scatter_add_(Tensor input, long dim, Tensor index, Tensor src) => Present(input).scatter_add_(dim, index, src);

    public static Tensor select(Tensor input, long dim, long index) => Present(input).select(dim, index);

    public static Tensor take(Tensor input, Tensor index) => Present(input).take(index);
}
