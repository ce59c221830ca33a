using System;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>
            /// Softmax and negative log-likelihood in one: scores N x C x ... against labels N x ... (int64) or probabilities of the scores' shape.
            /// </summary>
            /// <param name="input">Scores, before any softmax.</param>
            /// <param name="target">Labels or probabilities.</param>
            /// <param name="weight">A weight for each class.</param>
            /// <param name="ignore_index">A label that counts for nothing.</param>
            /// <param name="reduction">Mean, sum or each loss on its own.</param>
            /// <param name="label_smoothing">The share of the target that is spread over all classes (Szegedy et al. 2016, section 7).</param>
            public static Tensor cross_entropy(
                Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean, double label_smoothing = 0) =>
                Result(
                    rg_cross_entropy(Borrow(input), Borrow(target), BorrowOrNull(weight), (int)reduction, ignore_index, label_smoothing), input, target, weight);

            /// <summary>Minus the log-probability of the label: N x C x ... against N x ... (int64).</summary>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Result(rg_nll_loss(Borrow(input), Borrow(target), BorrowOrNull(weight), (int)reduction, -100), input, target, weight);

            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Result(rg_mse_loss(Borrow(input), Borrow(target), (int)reduction), input, target);

            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Result(rg_l1_loss(Borrow(input), Borrow(target), (int)reduction), input, target);

            /// <summary>Squared below <paramref name="beta"/>, absolute beyond (Girshick 2015).</summary>
            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1) =>
                Result(rg_smooth_l1_loss(Borrow(input), Borrow(target), (int)reduction, beta), input, target);

            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1, Reduction reduction = Reduction.Mean) =>
                Result(rg_huber_loss(Borrow(input), Borrow(target), (int)reduction, delta), input, target);

            /// <summary>Of probabilities, in [0, 1].</summary>
            public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Result(rg_binary_cross_entropy(Borrow(input), Borrow(target), BorrowOrNull(weight), (int)reduction), input, target, weight);

            /// <summary>Of scores, before any sigmoid.</summary>
            public static Tensor binary_cross_entropy_with_logits(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null)
            {
                var result = Result(
                    rg_binary_cross_entropy_with_logits(Borrow(input), Borrow(target), BorrowOrNull(weight), BorrowOrNull(pos_weights), (int)reduction),
                    input, target, weight);
                GC.KeepAlive(pos_weights);
                return result;
            }

            /// <summary>The Kullback-Leibler divergence of the target from log-probabilities. The mean is over all elements, not over the batch.</summary>
            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean) =>
                Result(rg_kl_div(Borrow(input), Borrow(target), (int)reduction, log_target), input, target);
        }
    }
}
