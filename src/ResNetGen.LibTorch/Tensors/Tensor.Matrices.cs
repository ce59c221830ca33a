namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => Result(rg_matmul(Handle, Borrow(target)), this, target);

        public Tensor mm(Tensor target) => Result(rg_mm(Handle, Borrow(target)), this, target);

        public Tensor bmm(Tensor batch2) => Result(rg_bmm(Handle, Borrow(batch2)), this, batch2);

        public Tensor mv(Tensor target) => Result(rg_mv(Handle, Borrow(target)), this, target);

        public Tensor dot(Tensor target) => Result(rg_dot(Handle, Borrow(target)), this, target);

        public Tensor outer(Tensor vec2) => Result(rg_outer(Handle, Borrow(vec2)), this, vec2);

        /// <summary><paramref name="beta"/> times this tensor and <paramref name="alpha"/> times the product of two matrices.</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            Result(rg_addmm(Handle, Borrow(mat1), Borrow(mat2), beta, alpha), this, mat1, mat2);

        /// <summary>The lower triangle; zeros above the given diagonal.</summary>
        public Tensor tril(long diagonal = 0) => Result(rg_tril(Handle, diagonal), this);

        /// <summary>The upper triangle; zeros below the given diagonal.</summary>
        public Tensor triu(long diagonal = 0) => Result(rg_triu(Handle, diagonal), this);

        /// <inheritdoc cref="tril"/>
        public Tensor tril_(long diagonal = 0) => Changed(rg_tril_(Handle, diagonal));

        /// <inheritdoc cref="triu"/>
        public Tensor triu_(long diagonal = 0) => Changed(rg_triu_(Handle, diagonal));

        /// <summary>Of a vector, the matrix with it as diagonal; of a matrix, its diagonal.</summary>
        public Tensor diag(long diagonal = 0) => Result(rg_diag(Handle, diagonal), this);

        /// <summary>A view of the diagonal of two dimensions, which becomes the last dimension.</summary>
        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => Result(rg_diagonal(Handle, offset, dim1, dim2), this);

        public Tensor trace() => Result(rg_trace(Handle), this);

        /// <inheritdoc cref="outer"/>
        public Tensor ger(Tensor vec2) => outer(vec2);
    }
}
