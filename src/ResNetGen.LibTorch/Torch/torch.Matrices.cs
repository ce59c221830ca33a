namespace TorchSharp;

public static partial class torch
{
    // The methods of tensors of the same names, which say what they do.

    public static Tensor addmm(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) =>
        Present(input).addmm(mat1, mat2, beta, alpha);

    public static Tensor bmm(Tensor input, Tensor batch2) => Present(input).bmm(batch2);

    public static Tensor diag(Tensor input, long diagonal = 0) => Present(input).diag(diagonal);

    public static Tensor diagonal(Tensor input, long offset = 0, long dim1 = 0, long dim2 = 1) =>
        Present(input).diagonal(offset, dim1, dim2);

    public static Tensor dot(Tensor input, Tensor other) => Present(input).dot(other);

    public static Tensor ger(Tensor input, Tensor vec2) => Present(input).ger(vec2);

    public static Tensor matmul(Tensor input, Tensor target) => Present(input).matmul(target);

    public static Tensor mm(Tensor input, Tensor target) => Present(input).mm(target);

    public static Tensor mv(Tensor input, Tensor target) => Present(input).mv(target);

    public static Tensor outer(Tensor input, Tensor vec2) => Present(input).outer(vec2);

    public static Tensor trace(Tensor input) => Present(input).trace();

    public static Tensor tril(Tensor input, long diagonal = 0) => Present(input).tril(diagonal);

    public static Tensor tril_(Tensor input, long diagonal = 0) => Present(input).tril_(diagonal);

    public static Tensor triu(Tensor input, long diagonal = 0) => Present(input).triu(diagonal);

    public static Tensor triu_(Tensor input, long diagonal = 0) => Present(input).triu_(diagonal);
}
