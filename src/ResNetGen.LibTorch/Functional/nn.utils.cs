using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What is done to the parameters and gradients of a whole module.</summary>
        public static partial class utils
        {
            /// <summary>Scales gradients so that the norm of all of them together is at most <paramref name="max_norm"/> (Pascanu et al. 2013).</summary>
            /// <returns>The norm as it was.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                var parameters = tensors.ToArray();
                Check(rg_clip_grad_norm(Borrow(parameters), parameters.Length, max_norm, norm_type, out var total), parameters);
                return total;
            }

            /// <summary>Limits every element of the gradients to ±<paramref name="clip_value"/>.</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                var parameters = tensors.ToArray();
                Check(rg_clip_grad_value(Borrow(parameters), parameters.Length, clip_value), parameters);
            }

            /// <summary>All parameters, flat and one after the other.</summary>
            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                using var scope = NewDisposeScope();
                var flat = tensors.Select(static parameter => parameter.flatten()).ToArray();
                return Result(rg_cat(Borrow(flat), flat.Length, 0), flat).MoveToOuterDisposeScope();
            }

            /// <summary>Copies a vector as <see cref="parameters_to_vector"/> makes it back into the parameters.</summary>
            /// <exception cref="ArgumentException">The vector has not as many elements as the parameters together.</exception>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                ArgumentNullException.ThrowIfNull(vec);
                var parameters = tensors.ToArray();
                var total = parameters.Sum(static parameter => parameter.numel());
                if (vec.dim() != 1 || vec.numel() != total)
                {
                    throw new ArgumentException($"The parameters have {total} elements; the vector has shape [{string.Join(", ", vec.shape)}].", nameof(vec));
                }

                using var scope = NewDisposeScope();
                using var unrecorded = no_grad();
                long start = 0;
                foreach (var parameter in parameters)
                {
                    parameter.copy_(vec.narrow(0, start, parameter.numel()).view_as(parameter));
                    start += parameter.numel();
                }
            }
        }
    }
}
