using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Text;

namespace ResNetGen.Weights.PyTorch.Pickle;

/// <summary>
/// Reads Python's pickle format, protocols 2 to 5 (PEP 307, 3154, 574), as far as it is data: numbers, texts, tuples, lists, dictionaries, and what an
/// <see cref="IPickleHost"/> gives. Nothing that a pickle names is looked up or run. Instructions that make other objects are refused.
/// </summary>
internal sealed class PickleInterpreter
{
    // A checkpoint has some fifty instructions a tensor; each can make one object.
    private const int MostInstructions = 4_000_000;
    private const int LongestText = 1 << 20;

    private static readonly object Mark = new();

    private readonly Stream stream;
    private readonly IPickleHost host;
    private readonly List<object?> stack = [];
    private readonly Dictionary<long, object?> memo = [];
    private readonly byte[] number = new byte[8];

    private PickleInterpreter(Stream stream, IPickleHost host)
    {
        this.stream = stream;
        this.host = host;
    }

    /// <summary>The object of the pickle at a stream's position, which is behind it afterwards.</summary>
    /// <exception cref="PickleException">The pickle is not sound, or asks for what is not given.</exception>
    public static object? Read(Stream stream, IPickleHost host)
    {
        try
        {
            return new PickleInterpreter(stream, host).Run();
        }
        catch (EndOfStreamException)
        {
            throw new PickleException("it ends within its list of tensors");
        }
    }

    private object? Run()
    {
        for (var i = 0; i < MostInstructions; i++)
        {
            var instruction = (char)Byte();
            if (instruction == '.')
            {
                return Pop();
            }

            Do(instruction);
        }

        throw new PickleException($"it has more than {MostInstructions:N0} instructions");
    }

    private void Do(char instruction)
    {
        switch (instruction)
        {
            case '\x80':
                RequireProtocol(Byte());
                break;
            case '\x95':
                // Frames only say how much to read at once.
                Fill(8);
                break;
            case '(':
                stack.Add(Mark);
                break;
            case '0':
                Pop();
                break;
            case '1':
                PopToMark();
                break;
            case '2':
                stack.Add(Top());
                break;
            case 'q' or 'r' or '\x94' or 'h' or 'j':
                Remember(instruction);
                break;
            case 'c' or '\x93':
                Name(instruction);
                break;
            case 'Q':
                stack.Add(host.Load(Pop()));
                break;
            case 'R':
                Call();
                break;
            case 'b':
                Build();
                break;
            case 'a' or 'e' or 's' or 'u':
                PutIn(instruction);
                break;
            default:
                stack.Add(Container(instruction) ?? Scalar(instruction));
                break;
        }
    }

    private static void RequireProtocol(int protocol)
    {
        if (protocol is < 2 or > 5)
        {
            throw new PickleException($"it is of pickle protocol {protocol}; 2 to 5 can be read");
        }
    }

    private void Remember(char instruction)
    {
        switch (instruction)
        {
            case 'q':
                memo[Byte()] = Top();
                break;
            case 'r':
                memo[UInt32()] = Top();
                break;
            case '\x94':
                memo[memo.Count] = Top();
                break;
            default:
                var index = instruction == 'h' ? Byte() : UInt32();
                stack.Add(memo.TryGetValue(index, out var value) ? value : throw new PickleException($"it asks for its object {index}, which it has not made"));
                break;
        }
    }

    private void Name(char instruction)
    {
        PickleName name;
        if (instruction == 'c')
        {
            var module = Line();
            name = new PickleName(module, Line());
        }
        else
        {
            var last = Pop() as string;
            name = new PickleName(Pop() as string ?? throw Unsound(), last ?? throw Unsound());
        }

        host.Require(name);
        stack.Add(name);
    }

    private void Call()
    {
        var arguments = Pop() as object?[] ?? throw Unsound();
        var function = Pop() as PickleName ?? throw Unsound();
        stack.Add(host.Call(function, arguments));
    }

    // The state of an ordered dictionary is a note on versions; nothing else that is read has any.
    private void Build()
    {
        Pop();
        if (Top() is not PickleDictionary)
        {
            throw Unsound();
        }
    }

    private void PutIn(char instruction)
    {
        object?[] items;
        switch (instruction)
        {
            case 'a':
                items = [Pop()];
                break;
            case 's':
                var value = Pop();
                items = [Pop(), value];
                break;
            default:
                items = PopToMark();
                break;
        }

        if (instruction is 'a' or 'e')
        {
            (Top() as List<object?> ?? throw Unsound()).AddRange(items);
            return;
        }

        var dictionary = Top() as PickleDictionary ?? throw Unsound();
        foreach (var pair in items.Chunk(2))
        {
            dictionary.Set(pair[0], pair.Length == 2 ? pair[1] : throw Unsound());
        }
    }

    private object? Container(char instruction) => instruction switch
    {
        '}' => new PickleDictionary(),
        ']' => new List<object?>(),
        ')' => Array.Empty<object?>(),
        't' => PopToMark(),
        '\x85' => Last(1),
        '\x86' => Last(2),
        '\x87' => Last(3),
        _ => null,
    };

    private object? Scalar(char instruction) => instruction switch
    {
        'N' => null,
        '\x88' => true,
        '\x89' => false,
        'K' => (long)Byte(),
        'M' => (long)BinaryPrimitives.ReadUInt16LittleEndian(Fill(2)),
        'J' => (long)BinaryPrimitives.ReadInt32LittleEndian(Fill(4)),
        '\x8a' => Long(Byte()),
        'G' => BinaryPrimitives.ReadDoubleBigEndian(Fill(8)),
        'X' => Text(UInt32()),
        '\x8c' or 'U' => Text(Byte()),
        'T' => Text(UInt32()),
        '\x8d' => Text(BinaryPrimitives.ReadInt64LittleEndian(Fill(8))),
        _ => throw new PickleException($"it has an instruction (0x{(int)instruction:X2}) that lists of tensors do not need"),
    };

    private object?[] Last(int count)
    {
        if (stack.Count < count)
        {
            throw Unsound();
        }

        var items = new object?[count];
        for (var i = count - 1; i >= 0; i--)
        {
            items[i] = Pop();
        }

        return items;
    }

    private object?[] PopToMark()
    {
        var mark = stack.LastIndexOf(Mark);
        if (mark < 0)
        {
            throw Unsound();
        }

        var items = stack.GetRange(mark + 1, stack.Count - mark - 1).ToArray();
        stack.RemoveRange(mark, stack.Count - mark);
        return items;
    }

    private object? Pop()
    {
        var top = Top();
        stack.RemoveAt(stack.Count - 1);
        return top;
    }

    private object? Top() => stack.Count > 0 && !ReferenceEquals(stack[^1], Mark) ? stack[^1] : throw Unsound();

    private int Byte() => stream.ReadByte() is >= 0 and var value ? value : throw new EndOfStreamException();

    private ReadOnlySpan<byte> Fill(int count)
    {
        stream.ReadExactly(number, 0, count);
        return number.AsSpan(0, count);
    }

    private long UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Fill(4));

    /// <summary>A whole number, little-endian and signed, of as many bytes.</summary>
    private long Long(int count)
    {
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        var value = new BigInteger(bytes);
        return value >= long.MinValue && value <= long.MaxValue ? (long)value : throw new PickleException("it has a whole number beyond 64 bits");
    }

    private string Text(long length)
    {
        if (length is < 0 or > LongestText)
        {
            throw new PickleException($"it has a text of {length:N0} bytes; the longest that is read has {LongestText:N0}");
        }

        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    private string Line()
    {
        var line = new StringBuilder();
        for (var character = Byte(); character != '\n'; character = Byte())
        {
            if (line.Append((char)character).Length > LongestText)
            {
                throw Unsound();
            }
        }

        return line.ToString();
    }

    private static PickleException Unsound() => new("its list of tensors is damaged");
}
