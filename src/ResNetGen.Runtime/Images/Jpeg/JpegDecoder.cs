using System;
using System.Buffers;
using System.IO;

namespace ResNetGen.Images.Jpeg;

/// <summary>Reads JPEG files by the machine's libjpeg-turbo, turned as their EXIF orientation asks. A file that ends too early or has lost its place is refused.</summary>
internal sealed unsafe class JpegDecoder : IImageDecoder
{
    /// <inheritdoc/>
    public string Format => "JPEG";

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> file) => file is [0xFF, 0xD8, 0xFF, ..];

    /// <inheritdoc/>
    public PictureSize ReadSize(ReadOnlySpan<byte> file)
    {
        fixed (byte* bytes = file)
        {
            using var jpeg = new JpegHandle(bytes, file.Length);
            return Orientation.Read(file).Upright(jpeg.Stored);
        }
    }

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<byte> file, Span<byte> pixels)
    {
        fixed (byte* bytes = file)
        {
            using var jpeg = new JpegHandle(bytes, file.Length);
            if (jpeg.Stored.Pixels * 3 != pixels.Length)
            {
                throw new InvalidDataException($"has {jpeg.Stored} pixels, which are not those asked for");
            }

            var orientation = Orientation.Read(file);
            if (orientation.IsUpright)
            {
                jpeg.Decode(pixels);
                return;
            }

            var buffer = ArrayPool<byte>.Shared.Rent(pixels.Length);
            try
            {
                var stored = buffer.AsSpan(0, pixels.Length);
                jpeg.Decode(stored);
                orientation.Turn(stored, jpeg.Stored, pixels);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }
}
