using System;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>One of the indices between the brackets of x[…].</summary>
    public readonly struct TensorIndex
    {
        /// <summary>The whole dimension.</summary>
        public static readonly TensorIndex Colon = Slice();

        /// <summary>All dimensions that the other indices leave.</summary>
        public static readonly TensorIndex Ellipsis = new(new IndexValue(IndexKind.Ellipsis));

        /// <summary>A new dimension of size 1.</summary>
        public static readonly TensorIndex None = new(new IndexValue(IndexKind.None));

        /// <summary>A new dimension of size 1.</summary>
        public static readonly TensorIndex Null = None;

        private readonly IndexValue _value;
        private readonly Tensor? _tensor;

        private TensorIndex(IndexValue value) => _value = value;

        private TensorIndex(Tensor tensor) => _tensor = tensor;

        /// <summary>As the native side takes it; a tensor in it must stay alive for the call.</summary>
        internal IndexValue Value => _tensor is null ? _value : new IndexValue(_tensor.Handle);

        /// <summary>One position, and the dimension goes away.</summary>
        public static implicit operator TensorIndex(long value) => Single(value);

        /// <summary>A range, its ends counted from the start or (^) from the end.</summary>
        public static implicit operator TensorIndex(Range range) => Slice(range);

        /// <summary>One position, counted from the start or (^) from the end, and the dimension goes away.</summary>
        public static implicit operator TensorIndex(Index index) => Single(Position(index));

        /// <summary>A range whose ends may be absent.</summary>
        public static implicit operator TensorIndex((int?, int?) range) => Slice(range);

        /// <summary>One position, and the dimension goes away.</summary>
        public static TensorIndex Single(long? index) => index is { } position ? new(new IndexValue(IndexKind.Position, position)) : None;

        /// <summary>A range with a step; ends may be absent and negative ones count from the end.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) => new(new IndexValue(start, stop, step));

        /// <inheritdoc cref="Slice(long?, long?, long?)"/>
        public static TensorIndex Slice(Range range) =>
            new(new IndexValue(Position(range.Start), range.End is { IsFromEnd: true, Value: 0 } ? null : Position(range.End), null));

        /// <inheritdoc cref="Slice(long?, long?, long?)"/>
        public static TensorIndex Slice((int?, int?) range) => Slice(range.Item1, range.Item2);

        /// <summary>All or nothing, in a new dimension.</summary>
        public static TensorIndex Bool(bool value) => new(new IndexValue(IndexKind.Boolean, value ? 1 : 0));

        /// <summary>Positions, or a mask.</summary>
        public static TensorIndex Tensor(Tensor tensor) => new(Present(tensor));

        private static long Position(Index index) => index.IsFromEnd ? -index.Value : index.Value;
    }
}
