using System;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A part of the tensor, as x[…] in Python: over the same memory, unless tensors are among the indices. Setting copies into it.</summary>
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>The elements at the positions that tensors name.</summary>
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>The part at a position in the first dimensions.</summary>
        public Tensor this[params long[] indices]
        {
            get => At(indices);
            set => PutAt(value, indices);
        }

        /// <inheritdoc cref="this[long[]]"/>
        public Tensor this[long i1]
        {
            get => Result(rg_select(Handle, 0, i1), this);
            set => PutAt(value, [i1]);
        }

        /// <inheritdoc cref="this[long[]]"/>
        public Tensor this[long i1, long i2]
        {
            get => At([i1, i2]);
            set => PutAt(value, [i1, i2]);
        }

        /// <inheritdoc cref="this[long[]]"/>
        public Tensor this[long i1, long i2, long i3]
        {
            get => At([i1, i2, i3]);
            set => PutAt(value, [i1, i2, i3]);
        }

        /// <inheritdoc cref="this[long[]]"/>
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => At([i1, i2, i3, i4]);
            set => PutAt(value, [i1, i2, i3, i4]);
        }

        /// <inheritdoc cref="this[long[]]"/>
        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => At([i1, i2, i3, i4, i5]);
            set => PutAt(value, [i1, i2, i3, i4, i5]);
        }

        /// <inheritdoc cref="this[long[]]"/>
        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => At([i1, i2, i3, i4, i5, i6]);
            set => PutAt(value, [i1, i2, i3, i4, i5, i6]);
        }

        /// <inheritdoc cref="this[TensorIndex[]]"/>
        public Tensor index(params TensorIndex[] indices)
        {
            var values = IndexValues(indices);
            var result = Result(rg_index(Handle, values, values.Length), this);
            GC.KeepAlive(indices);
            return result;
        }

        /// <inheritdoc cref="this[Tensor[]]"/>
        public Tensor index(params Tensor[] indices) => index(Indices(indices));

        /// <summary>Writes values, which are broadcast, into a part of the tensor.</summary>
        /// <param name="value">The values.</param>
        /// <param name="indices">The part.</param>
        /// <param name="accumulate">Whether values are added, several to one place if need be; the indices must be tensors of positions then.</param>
        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            var values = IndexValues(indices);
            Check(rg_index_put_(Handle, values, values.Length, Borrow(value), accumulate), this, value);
            GC.KeepAlive(indices);
            return this;
        }

        /// <inheritdoc cref="index_put_(Tensor, TensorIndex[], bool)"/>
        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, false);

        /// <inheritdoc cref="index_put_(Tensor, TensorIndex[], bool)"/>
        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) => index_put_(value, Indices(indices), accumulate);

        /// <inheritdoc cref="index_put_(Tensor, TensorIndex[], bool)"/>
        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, Indices(indices), false);

        /// <inheritdoc cref="index_put_(Tensor, TensorIndex[], bool)"/>
        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            var values = IndexValues(indices);
            Check(rg_index_put_scalar_(Handle, values, values.Length, Borrow(value)), this);
            GC.KeepAlive(indices);
            return this;
        }

        /// <inheritdoc cref="index_put_(Tensor, TensorIndex[], bool)"/>
        public Tensor index_put_(Scalar value, params Tensor[] indices) => index_put_(value, Indices(indices));

        /// <summary>A range along a dimension, over the same memory.</summary>
        public Tensor narrow(long dim, long start, long length) => Result(rg_narrow(Handle, dim, start, length), this);

        /// <summary>Every <paramref name="step"/>th element along a dimension, <paramref name="finish"/> excluded, over the same memory.</summary>
        public Tensor slice(long dim, long start, long finish, long step) => Result(rg_slice(Handle, dim, start, finish, step), this);

        /// <summary>One slice along a dimension, without it, over the same memory.</summary>
        public Tensor select(long dim, long index) => Result(rg_select(Handle, dim, index), this);

        /// <summary>The elements whose positions along a dimension a tensor names, one for each of its elements.</summary>
        public Tensor gather(long dim, Tensor index) => Result(rg_gather(Handle, dim, Borrow(index)), this, index);

        /// <summary>The slices along a dimension at the positions that a vector names.</summary>
        public Tensor index_select(long dim, Tensor index) => Result(rg_index_select(Handle, dim, Borrow(index)), this, index);

        /// <summary>The elements at positions counted as if there were one dimension.</summary>
        public Tensor take(Tensor index) => Result(rg_take(Handle, Borrow(index)), this, index);

        /// <summary>The elements where a mask is true, in one dimension.</summary>
        public Tensor masked_select(Tensor mask) => Result(rg_masked_select(Handle, Borrow(mask)), this, mask);

        /// <summary>The tensor with a value where a mask is true.</summary>
        public Tensor masked_fill(Tensor mask, Scalar value) => Result(rg_masked_fill(Handle, Borrow(mask), Borrow(value)), this, mask);

        /// <inheritdoc cref="masked_fill"/>
        public Tensor masked_fill_(Tensor mask, Scalar value) => Changed(rg_masked_fill_(Handle, Borrow(mask), Borrow(value)), mask);

        /// <summary>The tensor with elements of another written at the positions along a dimension that <paramref name="index"/> names.</summary>
        public Tensor scatter(long dim, Tensor index, Tensor src) => Result(rg_scatter(Handle, dim, Borrow(index), Borrow(src)), this, index, src);

        /// <inheritdoc cref="scatter"/>
        public Tensor scatter_(long dim, Tensor index, Tensor src) => Changed(rg_scatter_(Handle, dim, Borrow(index), Borrow(src)), index, src);

        /// <summary>The tensor with elements of another added at the positions along a dimension that <paramref name="index"/> names.</summary>
        public Tensor scatter_add(long dim, Tensor index, Tensor src) =>
            Result(rg_scatter_add(Handle, dim, Borrow(index), Borrow(src)), this, index, src);

        /// <inheritdoc cref="scatter_add"/>
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Changed(rg_scatter_add_(Handle, dim, Borrow(index), Borrow(src)), index, src);

        /// <summary>The tensor with slices of another added at the positions along a dimension that a vector names.</summary>
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Result(rg_index_add(Handle, dim, Borrow(index), Borrow(source), Borrow(alpha)), this, index, source);

        /// <inheritdoc cref="index_add"/>
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Changed(rg_index_add_(Handle, dim, Borrow(index), Borrow(source), Borrow(alpha)), index, source);

        /// <summary>The tensor with slices of another copied to the positions along a dimension that a vector names.</summary>
        public Tensor index_copy(long dim, Tensor index, Tensor source) =>
            Result(rg_index_copy(Handle, dim, Borrow(index), Borrow(source)), this, index, source);

        /// <inheritdoc cref="index_copy"/>
        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Changed(rg_index_copy_(Handle, dim, Borrow(index), Borrow(source)), index, source);

        /// <summary>The tensor with a value in the slices along a dimension that a vector names.</summary>
        public Tensor index_fill(long dim, Tensor index, Scalar value) => Result(rg_index_fill(Handle, dim, Borrow(index), Borrow(value)), this, index);

        /// <inheritdoc cref="index_fill"/>
        public Tensor index_fill_(long dim, Tensor index, Scalar value) => Changed(rg_index_fill_(Handle, dim, Borrow(index), Borrow(value)), index);

        /// <summary>The positions of the elements that are not zero, one a row.</summary>
        public Tensor nonzero() => Result(rg_nonzero(Handle), this);

        /// <inheritdoc cref="nonzero"/>
        public Tensor argwhere() => nonzero();

        /// <summary>The positions of the elements that are not zero, one tensor a dimension.</summary>
        public IList<Tensor> nonzero_as_list()
        {
            using var positions = nonzero();
            return positions.unbind(1);
        }

        private static TensorIndex[] Indices(Tensor[] tensors) => [.. Present(tensors).Select(TensorIndex.Tensor)];

        private static IndexValue[] IndexValues(TensorIndex[] indices) => Array.ConvertAll(Present(indices), index => index.Value);

        private static IndexValue[] Positions(ReadOnlySpan<long> indices)
        {
            var values = new IndexValue[indices.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = new IndexValue(IndexKind.Position, indices[i]);
            }

            return values;
        }

        private Tensor At(ReadOnlySpan<long> indices)
        {
            var values = Positions(indices);
            return Result(rg_index(Handle, values, values.Length), this);
        }

        private void PutAt(Tensor value, ReadOnlySpan<long> indices)
        {
            var values = Positions(indices);
            Check(rg_index_put_(Handle, values, values.Length, Borrow(value), false), this, value);
        }
    }
}
