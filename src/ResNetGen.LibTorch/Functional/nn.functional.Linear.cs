namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>input · weightsᵀ + bias: ... x in by out x in to ... x out.</summary>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) =>
                Result(rg_linear(Borrow(input), Borrow(weights), BorrowOrNull(bias)), input, weights, bias);

            /// <summary>Integer labels of any shape to one dimension more, with a 1 at the label. Without a number of classes, the largest label tells it.</summary>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => Result(rg_one_hot(Borrow(x), num_classes), x);

            /// <summary>The input divided by its <paramref name="p"/>-norm along <paramref name="dim"/>, or by <paramref name="eps"/> where that is larger.</summary>
            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1e-12) => Result(rg_normalize(Borrow(input), p, dim, eps), input);
        }
    }
}
