using System;
using System.IO;
using System.Linq;
using ResNetGen.LibTorch.Files;

namespace TorchSharp;

public static partial class TensorExtensionMethods
{
    /// <summary>Writes a tensor in TorchSharp's format: type, number of dimensions and sizes as LEB128, then the bytes in row order.</summary>
    public static void Save(this torch.Tensor tensor, BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        TensorHeader.Of(Present(tensor)).Write(writer);
        writer.Flush();
        tensor.WriteBytesToStream(writer.BaseStream);
    }

    /// <inheritdoc cref="Save(torch.Tensor, BinaryWriter)"/>
    public static void Save(this torch.Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        tensor.Save(writer);
    }

    /// <summary>Writes a tensor to a file in TorchSharp's format. The file appears whole or not at all.</summary>
    public static void Save(this torch.Tensor tensor, string location) => WholeFile.Write(location, stream => tensor.Save(stream));

    /// <summary>Reads a tensor of TorchSharp's format over the elements of a tensor of the same type and shape.</summary>
    /// <param name="tensor">Where the elements go.</param>
    /// <param name="reader">Where they come from.</param>
    /// <param name="skip">Whether they are read past instead.</param>
    /// <exception cref="ArgumentException">The type or shape is another.</exception>
    /// <exception cref="InvalidDataException">This is not the format.</exception>
    /// <exception cref="EndOfStreamException">The file is cut short.</exception>
    public static void Load(this torch.Tensor tensor, BinaryReader reader, bool skip = false)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var header = TensorHeader.Read(reader);
        if (skip)
        {
            Skip(reader, header.ByteCount);
            return;
        }

        var expected = TensorHeader.Of(Present(tensor));
        if (header.Type != expected.Type || !header.Shape.SequenceEqual(expected.Shape))
        {
            throw new ArgumentException($"The file has {header} where {expected} is expected: it belongs to another network or another version of this one.");
        }

        tensor.ReadBytesFromStream(reader.BaseStream);
    }

    /// <inheritdoc cref="Load(torch.Tensor, BinaryReader, bool)"/>
    public static void Load(ref torch.Tensor? tensor, BinaryReader reader, bool skip = false)
    {
        if (tensor is not null)
        {
            tensor.Load(reader, skip);
        }
        else if (skip)
        {
            Skip(reader, TensorHeader.Read(reader).ByteCount);
        }
        else
        {
            tensor = torch.Tensor.Load(reader);
        }
    }

    private static void Skip(BinaryReader reader, long count)
    {
        Span<byte> part = stackalloc byte[1024];
        for (; count > 0; count -= part.Length)
        {
            part = part[..(int)Math.Min(count, part.Length)];
            reader.BaseStream.ReadExactly(part);
        }
    }
}
