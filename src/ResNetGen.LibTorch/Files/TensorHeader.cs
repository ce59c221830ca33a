using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using TorchSharp;

namespace ResNetGen.LibTorch.Files;

/// <summary>
/// What precedes a tensor's bytes in TorchSharp's format: type, number of dimensions, each size, all as unsigned LEB128.
/// The bytes follow in row order, little-endian.
/// </summary>
internal readonly record struct TensorHeader(torch.ScalarType Type, long[] Shape)
{
    private const int MaxDimensions = 64;

    internal long ByteCount => Shape.TotalSize() * Type.ElementSize();

    internal static TensorHeader Of(torch.Tensor tensor) => new(tensor.dtype, tensor.shape);

    /// <exception cref="InvalidDataException">This is no such header.</exception>
    /// <exception cref="EndOfStreamException">The file ends within it.</exception>
    internal static TensorHeader Read(BinaryReader reader)
    {
        try
        {
            var type = reader.Read7BitEncodedInt64();
            var rank = reader.Read7BitEncodedInt64();
            if (type is < 0 or > sbyte.MaxValue || !Enum.IsDefined((torch.ScalarType)type) || rank is < 0 or > MaxDimensions)
            {
                throw new InvalidDataException($"This is no tensor in TorchSharp's format: its type would be {type} and its dimensions {rank}.");
            }

            var shape = Enumerable.Range(0, (int)rank).Select(_ => reader.Read7BitEncodedInt64()).ToArray();
            return shape.All(size => size >= 0)
                ? new TensorHeader((torch.ScalarType)type, shape)
                : throw new InvalidDataException($"This is no tensor in TorchSharp's format: its shape would be [{string.Join(", ", shape)}].");
        }
        catch (FormatException exception)
        {
            throw new InvalidDataException("This is no tensor in TorchSharp's format: a number in its header goes on past 64 bits.", exception);
        }
    }

    internal void Write(BinaryWriter writer)
    {
        Debug.Assert(BitConverter.IsLittleEndian, "the bytes of elements are written as they lie");
        writer.Write7BitEncodedInt64((long)Type);
        writer.Write7BitEncodedInt64(Shape.Length);
        foreach (var size in Shape)
        {
            writer.Write7BitEncodedInt64(size);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", Shape)}] {Type}";
}
