using System;
using System.Collections.Generic;
using System.IO;
using Google.Protobuf;

namespace ResNetGen.Logs;

/// <summary>
/// The messages in TensorBoard's event files, as <c>event.proto</c>, <c>summary.proto</c> and <c>tensor.proto</c> number their fields. Only the fields that
/// a run has are written and read.
/// </summary>
internal static class EventMessage
{
    private const int WallTime = 1;
    private const int Step = 2;
    private const int FileVersion = 3;
    private const int Summary = 5;
    private const int Value = 1;
    private const int Tag = 1;
    private const int SimpleValue = 2;
    private const int Tensor = 8;
    private const int Metadata = 9;
    private const int TextType = 7;

    /// <summary>What every file begins with.</summary>
    public static byte[] Version(double time) => Message(output =>
    {
        Write(output, WallTime, time);
        Write(output, FileVersion, "brain.Event:2");
    });

    /// <summary>Numbers at a step, each by its tag.</summary>
    public static byte[] Scalars(double time, long step, IEnumerable<(string Tag, double Value)> scalars) => Message(output =>
    {
        Write(output, WallTime, time);
        Write(output, Step, step);
        Write(output, Summary, Message(summary =>
        {
            foreach (var (tag, value) in scalars)
            {
                Write(summary, Value, Message(item =>
                {
                    Write(item, Tag, tag);
                    item.WriteTag(SimpleValue, WireFormat.WireType.Fixed32);
                    item.WriteFloat((float)value);
                }));
            }
        }));
    });

    /// <summary>A text, in Markdown, for TensorBoard's tab of texts.</summary>
    public static byte[] Text(double time, string tag, string markdown) => Message(output =>
    {
        Write(output, WallTime, time);
        Write(output, Summary, Message(summary => Write(summary, Value, Message(item =>
        {
            Write(item, Tag, tag + "/text_summary");
            Write(item, Tensor, Message(tensor =>
            {
                // dtype, tensor_shape with one dimension of size 1, string_val.
                Write(tensor, 1, TextType);
                Write(tensor, 2, Message(shape => Write(shape, 2, Message(dimension => Write(dimension, 1, 1)))));
                Write(tensor, 8, markdown);
            }));
            Write(item, Metadata, Message(metadata => Write(metadata, 1, Message(plugin => Write(plugin, 1, "text")))));
        }))));
    });

    /// <summary>The value of a tag in an event; null where the event has none.</summary>
    /// <exception cref="InvalidProtocolBufferException">It is no event.</exception>
    public static float? ScalarOf(byte[] message, string tag)
    {
        foreach (var summary in Parts(message, Summary))
        {
            foreach (var value in Parts(summary, Value))
            {
                if (Parts(value, Tag).Exists(name => name.AsSpan().SequenceEqual(System.Text.Encoding.UTF8.GetBytes(tag))))
                {
                    return Number(value);
                }
            }
        }

        return null;
    }

    /// <summary>The step of an event; 0 where it says none.</summary>
    /// <exception cref="InvalidProtocolBufferException">It is no event.</exception>
    public static long StepOf(byte[] message)
    {
        var input = new CodedInputStream(message);
        while (input.ReadTag() is var tag && tag != 0)
        {
            if (tag == WireFormat.MakeTag(Step, WireFormat.WireType.Varint))
            {
                return input.ReadInt64();
            }

            input.SkipLastField();
        }

        return 0;
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            write(output);
        }

        return bytes.ToArray();
    }

    private static void Write(CodedOutputStream output, int field, double value)
    {
        output.WriteTag(field, WireFormat.WireType.Fixed64);
        output.WriteDouble(value);
    }

    private static void Write(CodedOutputStream output, int field, long value)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt64(value);
    }

    private static void Write(CodedOutputStream output, int field, string value)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteString(value);
    }

    private static void Write(CodedOutputStream output, int field, byte[] message)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(UnsafeByteOperations.UnsafeWrap(message));
    }

    private static List<byte[]> Parts(byte[] message, int field)
    {
        var parts = new List<byte[]>();
        var input = new CodedInputStream(message);
        while (input.ReadTag() is var tag && tag != 0)
        {
            if (tag == WireFormat.MakeTag(field, WireFormat.WireType.LengthDelimited))
            {
                parts.Add(input.ReadBytes().ToByteArray());
            }
            else
            {
                input.SkipLastField();
            }
        }

        return parts;
    }

    private static float? Number(byte[] value)
    {
        var input = new CodedInputStream(value);
        while (input.ReadTag() is var tag && tag != 0)
        {
            if (tag == WireFormat.MakeTag(SimpleValue, WireFormat.WireType.Fixed32))
            {
                return input.ReadFloat();
            }

            input.SkipLastField();
        }

        return null;
    }
}
