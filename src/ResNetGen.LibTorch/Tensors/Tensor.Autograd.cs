using System;
using System.Collections.Generic;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether operations on the tensor are recorded, so that gradients can be computed.</summary>
        public bool requires_grad
        {
            get => KeepAlive(rg_requires_grad(Handle));
            set => Check(rg_set_requires_grad(Handle, value), this);
        }

        /// <summary>Whether the tensor stands at the beginning of the graph: gradients collect in leaves.</summary>
        public bool is_leaf => KeepAlive(rg_is_leaf(Handle));

        /// <summary>The gradient that has collected here, or null. Each reading gives an object of its own over the same memory.</summary>
        public Tensor? grad
        {
            get
            {
                Check(rg_grad(Handle, out var gradient), this);
                return ResultOrNull(gradient);
            }

            set => Check(rg_set_grad(Handle, BorrowOrNull(value)), this, value);
        }

        /// <summary>Sets <see cref="requires_grad"/>.</summary>
        public Tensor requires_grad_(bool requires_grad = true) => Changed(rg_set_requires_grad(Handle, requires_grad));

        /// <summary>Sets <see cref="requires_grad"/>.</summary>
        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>Keeps <see cref="grad"/> although the tensor is no leaf.</summary>
        public void retain_grad() => Check(rg_retain_grad(Handle), this);

        /// <summary>Computes the gradients of this single number with respect to the leaves of its graph, which add them to theirs.</summary>
        public void backward()
        {
            var handle = Handle;
            Check(rg_backward(new ReadOnlySpan<nint>(in handle), default, 1, false, false, default, 0), this);
        }

        /// <inheritdoc cref="autograd.backward(IList{Tensor}, IList{Tensor}?, bool?, bool, IList{Tensor}?)"/>
        public void backward(
            IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward(this, grad_tensors, retain_graph, create_graph, inputs);
    }
}
