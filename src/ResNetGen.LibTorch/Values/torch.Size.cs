using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A shape: the length of each dimension.</summary>
    public readonly struct Size : IEnumerable<long>
    {
        /// <summary>The shape of a single number.</summary>
        public static readonly Size Empty = new(Array.Empty<long>());

        private readonly long[]? _shape;

        public Size(long[] shape) => _shape = [.. Present(shape)];

        public Size(int[] shape) => _shape = [.. Present(shape).Select(size => (long)size)];

        public Size(IEnumerable<long> shape) => _shape = [.. shape];

        public Size(long size) => _shape = [size];

        public Size(int size) => _shape = [size];

        public Size((long, long) size) => _shape = [size.Item1, size.Item2];

        public Size((long, long, long) size) => _shape = [size.Item1, size.Item2, size.Item3];

        public Size((long, long, long, long) size) => _shape = [size.Item1, size.Item2, size.Item3, size.Item4];

        /// <summary>A copy of the lengths.</summary>
        public long[] Shape => [.. Lengths];

        /// <summary>The number of dimensions.</summary>
        public int Length => Lengths.Length;

        /// <summary>Whether there are no dimensions.</summary>
        public bool IsEmpty => Length == 0;

        /// <summary>Whether this is the shape of a single number.</summary>
        public bool IsScalar => Length == 0;

        private long[] Lengths => _shape ?? [];

        /// <summary>The length of one dimension; negative ones count from the end.</summary>
        public long this[int idx] => Lengths[idx < 0 ? idx + Length : idx];

        /// <inheritdoc cref="this[int]"/>
        public long this[long idx] => this[(int)idx];

        public static implicit operator Size(long size) => new(size);

        public static implicit operator Size(long[] size) => new(size);

        public static implicit operator Size((long, long) size) => new(size);

        public static implicit operator Size((long, long, long) size) => new(size);

        public static implicit operator Size((long, long, long, long) size) => new(size);

        public static Size operator +(Size left, Size right) => new(left.Lengths.Concat(right.Lengths));

        public static Size operator +(Size left, IEnumerable<long> right) => new(left.Lengths.Concat(right));

        public static bool operator ==(Size left, Size right) => left.Lengths.AsSpan().SequenceEqual(right.Lengths);

        public static bool operator !=(Size left, Size right) => !(left == right);

        /// <summary>The number of elements.</summary>
        public long numel() => Count(Lengths);

        /// <summary>The dimensions from one to another, the other excluded.</summary>
        public Size Slice(int first, int next) => new(Lengths[first..next]);

        /// <summary>The first dimensions.</summary>
        public IEnumerable<long> Take(int i) => Lengths.Take(i);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Size other && this == other;

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var length in Lengths)
            {
                hash.Add(length);
            }

            return hash.ToHashCode();
        }

        /// <inheritdoc/>
        public IEnumerator<long> GetEnumerator() => Lengths.AsEnumerable().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
