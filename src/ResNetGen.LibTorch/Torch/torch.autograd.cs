using System;
using System.Collections.Generic;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Gradients of recorded operations.</summary>
    public static partial class autograd
    {
        /// <summary>Computes gradients with respect to the leaves of the graph, or to <paramref name="inputs"/>, which add them to theirs.</summary>
        /// <param name="tensors">The results to start from.</param>
        /// <param name="grad_tensors">For each result the gradient to start with; not needed where the results are single numbers.</param>
        /// <param name="retain_graph">Whether the graph stays for another pass; as <paramref name="create_graph"/> where nothing is said.</param>
        /// <param name="create_graph">Whether the pass is recorded itself, for gradients of gradients.</param>
        /// <param name="inputs">The only tensors to collect gradients, or all leaves.</param>
        public static void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            var outputs = Handles(tensors);
            var gradients = grad_tensors is null ? null : Handles(grad_tensors, outputs.Length);
            var leaves = inputs is null ? [] : Handles(inputs);
            Check(rg_backward(outputs, gradients, outputs.Length, retain_graph ?? create_graph, create_graph, leaves, leaves.Length), tensors);
            GC.KeepAlive(grad_tensors);
            GC.KeepAlive(inputs);
        }

        /// <inheritdoc cref="backward(IList{Tensor}, IList{Tensor}?, bool?, bool, IList{Tensor}?)"/>
        public static void backward(
            Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([Present(tensor)], grad_tensors, retain_graph, create_graph, inputs);

        /// <inheritdoc cref="backward(IList{Tensor}, IList{Tensor}?, bool?, bool, IList{Tensor}?)"/>
        public static void backward(
            Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([Present(tensor)], [Present(grad_tensor)], retain_graph, create_graph, inputs);

        /// <summary>Gradients of the outputs, summed, with respect to each input; nothing collects in the leaves.</summary>
        /// <param name="outputs">The results to start from.</param>
        /// <param name="inputs">What to differentiate by.</param>
        /// <param name="grad_outputs">For each result the gradient to start with; not needed where the results are single numbers.</param>
        /// <param name="retain_graph">Whether the graph stays for another pass.</param>
        /// <param name="create_graph">Whether the pass is recorded itself, for gradients of gradients; the graph stays then.</param>
        /// <param name="allow_unused">Whether an input that no output depends on has null as its gradient; else it is an error.</param>
        public static IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false,
            bool allow_unused = false)
        {
            var from = Handles(outputs);
            var by = Handles(inputs);
            var gradients = grad_outputs is null ? null : Handles(grad_outputs, from.Length);
            var results = new nint[by.Length];
            Check(rg_gradients(from, gradients, from.Length, by, by.Length, retain_graph || create_graph, create_graph, allow_unused, results), outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(grad_outputs);
            return Array.ConvertAll(results, handle => ResultOrNull(handle)!);
        }

        private static nint[] Handles(IList<Tensor> tensors, int? count = null)
        {
            ArgumentNullException.ThrowIfNull(tensors);
            if (count is { } expected && tensors.Count != expected)
            {
                throw new ArgumentException($"{tensors.Count} gradients for {expected} results: there must be one for each", nameof(tensors));
            }

            var handles = new nint[tensors.Count];
            for (var i = 0; i < handles.Length; i++)
            {
                handles[i] = Borrow(tensors[i]);
            }

            return handles;
        }
    }
}
