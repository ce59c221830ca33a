using System;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>
            /// Batch normalization (Ioffe and Szegedy 2015) of N x C x ...: with the batch's statistics, which also move the running ones, in training;
            /// with the running ones otherwise.
            /// </summary>
            public static Tensor batch_norm(
                Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false, double momentum = 0.1,
                double eps = 1e-5) =>
                batch_norm(input, running_mean, running_var, weight, bias, null, training, momentum, eps);

            /// <summary>
            /// As the public one; in training <paramref name="batches"/> is counted up, and a negative momentum stands for the average over all batches.
            /// </summary>
            internal static Tensor batch_norm(
                Tensor input, Tensor? mean, Tensor? variance, Tensor? weight, Tensor? bias, Tensor? batches, bool training, double momentum, double eps)
            {
                var result = Result(
                    rg_batch_norm(
                        Borrow(input), BorrowOrNull(weight), BorrowOrNull(bias), BorrowOrNull(mean), BorrowOrNull(variance), BorrowOrNull(batches), training,
                        momentum, eps),
                    input, weight, bias);
                GC.KeepAlive(mean);
                GC.KeepAlive(variance);
                GC.KeepAlive(batches);
                return result;
            }

            /// <summary>Instance normalization (Ulyanov et al. 2016): each image's channel on its own.</summary>
            public static Tensor instance_norm(
                Tensor input, Tensor? running_mean = null, Tensor? running_var = null, Tensor? weight = null, Tensor? bias = null, bool use_input_stats = true,
                double momentum = 0.1, double eps = 1e-5)
            {
                var result = Result(
                    rg_instance_norm(
                        Borrow(input), BorrowOrNull(weight), BorrowOrNull(bias), BorrowOrNull(running_mean), BorrowOrNull(running_var), use_input_stats, momentum,
                        eps),
                    input, weight, bias);
                GC.KeepAlive(running_mean);
                GC.KeepAlive(running_var);
                return result;
            }

            /// <summary>Group normalization (Wu and He 2018): each image's groups of channels on their own.</summary>
            public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                Result(rg_group_norm(Borrow(input), num_groups, BorrowOrNull(weight), BorrowOrNull(bias), eps), input, weight, bias);

            /// <summary>Layer normalization (Ba et al. 2016) over the last dimensions, those of <paramref name="normalized_shape"/>.</summary>
            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
            {
                ArgumentNullException.ThrowIfNull(normalized_shape);
                return Result(
                    rg_layer_norm(Borrow(input), normalized_shape, normalized_shape.Length, BorrowOrNull(weight), BorrowOrNull(bias), eps), input, weight, bias);
            }
        }
    }
}
