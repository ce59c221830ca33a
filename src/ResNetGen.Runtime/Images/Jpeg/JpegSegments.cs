using System;
using System.Buffers.Binary;

namespace ResNetGen.Images.Jpeg;

/// <summary>The segments of a JPEG file before its first scan, one after another: a marker, and a body whose length stands before it (ITU-T T.81, annex B).</summary>
internal ref struct JpegSegments(ReadOnlySpan<byte> jpeg)
{
    private const byte StartOfScan = 0xDA;

    private readonly ReadOnlySpan<byte> jpeg = jpeg;

    // Behind the marker of the beginning.
    private int next = 2;

    /// <summary>The second byte of the segment's marker.</summary>
    public byte Marker { get; private set; }

    /// <summary>What is in the segment.</summary>
    public ReadOnlySpan<byte> Body { get; private set; }

    /// <summary>The file from its first scan on; empty where there is none, or the segments before it cannot be followed.</summary>
    public static ReadOnlySpan<byte> ScansOf(ReadOnlySpan<byte> jpeg)
    {
        var segments = new JpegSegments(jpeg);
        while (segments.MoveNext())
        {
        }

        return segments.Marker == StartOfScan ? jpeg[segments.next..] : [];
    }

    /// <summary>Goes on to the next segment; false at the first scan, and where there is no sound segment.</summary>
    public bool MoveNext()
    {
        // Any number of bytes FF may stand before a marker.
        while (next + 4 <= jpeg.Length && jpeg[next] == 0xFF && jpeg[next + 1] == 0xFF)
        {
            next++;
        }

        if (next + 4 > jpeg.Length || jpeg[next] != 0xFF)
        {
            Marker = 0;
            return false;
        }

        Marker = jpeg[next + 1];
        var length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(next + 2)..]);
        if (Marker == StartOfScan)
        {
            return false;
        }

        if (length < 2 || next + 2 + length > jpeg.Length)
        {
            Marker = 0;
            return false;
        }

        Body = jpeg.Slice(next + 4, length - 2);
        next += 2 + length;
        return true;
    }
}
