using System;
using System.Buffers;
using System.IO;
using System.Runtime.InteropServices;
using static ResNetGen.Images.Jpeg.NativeJpeg;

namespace ResNetGen.Images.Jpeg;

/// <summary>One decompressor of libjpeg-turbo with its file, which stays where it is in memory as long as this is used.</summary>
internal readonly unsafe ref struct JpegHandle : IDisposable
{
    // What is said of files that are whole all the same, and that every viewer shows. Only the first that is wrong is said: the end has to be looked for.
    private static readonly string[] Harmless = ["extraneous bytes before marker", "Unknown Adobe color transform code", "unknown JFIF revision number"];

    private readonly nint handle;
    private readonly byte* file;
    private readonly int length;
    private readonly int colorSpace;

    /// <summary>Reads the header.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public JpegHandle(byte* file, int length)
    {
        this.file = file;
        this.length = length;
        handle = tjInitDecompress();
        int width = 0, height = 0, subsampling = 0, space = -1;
        var result = tjDecompressHeader3(handle, file, new CULong((nuint)length), &width, &height, &subsampling, &space);

        // A subsampling that has no name is an error there, and is decoded like any other.
        if (result != 0 && (width < 1 || height < 1 || space < 0))
        {
            var problem = Problem();
            _ = tjDestroy(handle);
            throw problem;
        }

        Stored = new PictureSize(width, height);
        colorSpace = space;
    }

    /// <summary>The size as it is stored, before the picture is turned.</summary>
    public PictureSize Stored { get; }

    /// <summary>Decodes the pixels as they are stored.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public void Decode(Span<byte> pixels)
    {
        if (colorSpace < FirstOfFourInks)
        {
            Decode(pixels, Rgb);
            return;
        }

        var count = checked((int)Stored.Pixels * 4);
        var inks = ArrayPool<byte>.Shared.Rent(count);
        try
        {
            Decode(inks.AsSpan(0, count), Cmyk);

            // Files of four inks are those of Adobe's programs, in which 255 is no ink.
            for (int from = 0, to = 0; to < pixels.Length; from += 4, to += 3)
            {
                for (var ink = 0; ink < 3; ink++)
                {
                    pixels[to + ink] = (byte)(((inks[from + ink] * inks[from + 3]) + 127) / 255);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(inks);
        }
    }

    // The marker of the end, somewhere behind that of the first scan: bytes of the picture that look like it are written otherwise.
    private bool HasEnd => JpegSegments.ScansOf(new ReadOnlySpan<byte>(file, length)).IndexOf<byte>([0xFF, 0xD9]) >= 0;

    public void Dispose() => _ = tjDestroy(handle);

    private void Decode(Span<byte> pixels, int format)
    {
        fixed (byte* destination = pixels)
        {
            if (tjDecompress2(handle, file, new CULong((nuint)length), destination, Stored.Width, 0, Stored.Height, format, LimitScans) == 0)
            {
                return;
            }

            if (tjGetErrorCode(handle) != Warning || !Array.Exists(Harmless, Message().Contains))
            {
                throw Problem();
            }

            if (!HasEnd)
            {
                throw new InvalidDataException("is no whole JPEG file (it ends too early)");
            }
        }
    }

    private string Message() => Marshal.PtrToStringAnsi(tjGetErrorStr2(handle)) ?? "";

    private InvalidDataException Problem() => new($"is no whole JPEG file ({Message().Trim()})");
}
