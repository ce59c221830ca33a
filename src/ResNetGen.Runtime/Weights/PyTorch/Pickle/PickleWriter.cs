using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;

namespace ResNetGen.Weights.PyTorch.Pickle;

/// <summary>Writes a pickle, instruction by instruction.</summary>
internal sealed class PickleWriter
{
    private readonly List<byte> bytes = [];

    public byte[] ToArray() => [.. bytes];

    /// <summary>Begins a pickle of protocol 2.</summary>
    public PickleWriter Start() => Do("\x80\x02");

    /// <summary>Ends the pickle.</summary>
    public PickleWriter End() => Do(".");

    /// <summary>Instructions without arguments, a character each.</summary>
    public PickleWriter Do(string instructions)
    {
        foreach (var instruction in instructions)
        {
            bytes.Add((byte)instruction);
        }

        return this;
    }

    public PickleWriter Text(string value)
    {
        var text = Encoding.UTF8.GetBytes(value);
        Do("X");
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
        bytes.AddRange(length);
        bytes.AddRange(text);
        return this;
    }

    public PickleWriter Name(string module, string name) => Do($"c{module}\n{name}\n");

    public PickleWriter Number(long value)
    {
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(number, value);
        if (value is >= int.MinValue and <= int.MaxValue)
        {
            Do("J");
            bytes.AddRange(number[..4]);
        }
        else
        {
            Do("\x8a\x08");
            bytes.AddRange(number);
        }

        return this;
    }

    public PickleWriter Tuple(params ReadOnlySpan<long> values)
    {
        Do("(");
        foreach (var value in values)
        {
            Number(value);
        }

        return Do("t");
    }

    /// <summary>A tensor, as PyTorch describes it.</summary>
    /// <param name="storage">The name of its storage's type.</param>
    /// <param name="key">The storage's name in the file.</param>
    /// <param name="count">How many numbers the storage has.</param>
    /// <param name="offset">The number of the tensor's first.</param>
    /// <param name="sizes">The tensor's sizes.</param>
    /// <param name="strides">Its strides.</param>
    public PickleWriter Tensor(PickleName storage, string key, long count, long offset, ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides)
    {
        Name("torch._utils", "_rebuild_tensor_v2").Do("(");
        Do("(").Text("storage").Name(storage.Module, storage.Name).Text(key).Text("cpu").Number(count).Do("tQ");
        return Number(offset).Tuple(sizes).Tuple(strides).Do("\x89").Name("collections", "OrderedDict").Do(")RtR");
    }
}
