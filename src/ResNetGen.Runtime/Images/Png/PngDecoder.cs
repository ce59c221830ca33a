using System;
using System.Buffers;
using System.IO;
using static ResNetGen.Images.Png.NativePng;

namespace ResNetGen.Images.Png;

/// <summary>Reads PNG files of every kind by the machine's libpng. What is transparent lies on white, as it is shown.</summary>
internal sealed unsafe class PngDecoder : IImageDecoder
{
    /// <inheritdoc/>
    public string Format => "PNG";

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> file) => file.StartsWith(PngFile.Signature);

    /// <inheritdoc/>
    public PictureSize ReadSize(ReadOnlySpan<byte> file)
    {
        fixed (byte* bytes = file)
        {
            var image = new Image { Version = NativePng.Version };
            Begin(&image, bytes, file.Length);
            png_image_free(&image);
            return new PictureSize((int)Math.Min(image.Width, int.MaxValue), (int)Math.Min(image.Height, int.MaxValue));
        }
    }

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<byte> file, Span<byte> pixels)
    {
        fixed (byte* bytes = file)
        {
            var image = new Image { Version = NativePng.Version };
            Begin(&image, bytes, file.Length);
            var isTransparent = (image.Format & WithAlpha) != 0;
            var channels = isTransparent ? 4 : 3;
            var length = (long)image.Width * image.Height * channels;
            if (length / channels * 3 != pixels.Length || length > Array.MaxLength)
            {
                png_image_free(&image);
                throw new InvalidDataException(FormattableString.Invariant($"has {image.Width} x {image.Height} pixels, which is more than can be decoded"));
            }

            image.Format = isTransparent ? Rgb | WithAlpha : Rgb;
            image.Flags |= SixteenBitsAreSrgb;
            if (!isTransparent)
            {
                Finish(&image, pixels);
                return;
            }

            var buffer = ArrayPool<byte>.Shared.Rent((int)length);
            try
            {
                Finish(&image, buffer.AsSpan(0, (int)length));
                OnWhite(buffer.AsSpan(0, (int)length), pixels);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    // libpng keeps the structure's address from here on, so it is never copied.
    private static void Begin(Image* image, byte* file, int length)
    {
        if (png_image_begin_read_from_memory(image, file, (nuint)length) == 0)
        {
            png_image_free(image);
            throw Damaged(image);
        }
    }

    private static void Finish(Image* image, Span<byte> pixels)
    {
        fixed (byte* destination = pixels)
        {
            // A stride of 0 is that of rows without gaps. The library frees what it has, whatever comes.
            if (png_image_finish_read(image, null, destination, 0, null) == 0)
            {
                throw Damaged(image);
            }
        }
    }

    private static void OnWhite(ReadOnlySpan<byte> source, Span<byte> pixels)
    {
        for (int from = 0, to = 0; to < pixels.Length; from += 4, to += 3)
        {
            var alpha = source[from + 3];
            for (var channel = 0; channel < 3; channel++)
            {
                pixels[to + channel] = (byte)(((source[from + channel] * alpha) + (255 * (255 - alpha)) + 127) / 255);
            }
        }
    }

    private static InvalidDataException Damaged(Image* image) => new($"is no whole PNG file ({image->Message})");
}
