using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ResNetGen.Images.Bmp;
using ResNetGen.Images.Jpeg;
using ResNetGen.Images.Png;

namespace ResNetGen.Images;

/// <summary>Reads picture files: by how they begin, not by their names. What a file asks for is held against limits before memory is reserved for it.</summary>
public sealed class PictureReader
{
    private readonly IImageDecoder[] decoders;

    /// <summary>A reader with these decoders; the first that recognizes a file reads it.</summary>
    /// <param name="decoders">One or more.</param>
    public PictureReader(params IReadOnlyList<IImageDecoder> decoders)
    {
        ArgumentNullException.ThrowIfNull(decoders);
        ArgumentOutOfRangeException.ThrowIfZero(decoders.Count, nameof(decoders));
        this.decoders = [.. decoders];
    }

    /// <summary>The reader of JPEG (by the machine's libjpeg-turbo), PNG (by its libpng) and BMP.</summary>
    public static PictureReader Usual { get; } = new(new JpegDecoder(), new PngDecoder(), new BmpDecoder());

    /// <summary>The largest file that is read, in bytes.</summary>
    public int MostBytes { get; init; } = 1 << 28;

    /// <summary>The largest picture that is read, in pixels: the usual 100 million take 300 MB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1, or more than fit into one array.</exception>
    public int MostPixels
    {
        get;
        init => field = value >= 1 && value <= Array.MaxLength / 3 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, FormattableString.Invariant($"1 to {Array.MaxLength / 3} pixels"));
    } = 100_000_000;

    /// <summary>Reads a file.</summary>
    /// <returns>A picture with three channels, the right way up: grey and palettes become colours, what is transparent lies on white, 16 bits become 8.</returns>
    /// <exception cref="PictureException">The file is absent, damaged, too large, or no picture that is read.</exception>
    public Picture Read(string path)
    {
        using var rented = Rent(path);
        return new Picture(rented.Size.Width, rented.Size.Height, 3, rented.Pixels.ToArray());
    }

    /// <summary>Reads a file into a buffer that is used again.</summary>
    internal RentedPicture Rent(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var (buffer, length) = ReadFile(path);
        try
        {
            return Decode(path, buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private (byte[] Buffer, int Length) ReadFile(string path)
    {
        byte[]? buffer = null;
        try
        {
            using var file = File.OpenHandle(path);
            var length = RandomAccess.GetLength(file);
            if (length > MostBytes)
            {
                throw new PictureException(path, FormattableString.Invariant($"has {length:N0} bytes; picture files of {MostBytes:N0} at most are read."));
            }

            buffer = ArrayPool<byte>.Shared.Rent((int)length);
            var read = 0;
            for (int got; read < length && (got = RandomAccess.Read(file, buffer.AsSpan(read, (int)length - read), read)) > 0; read += got)
            {
            }

            return (buffer, read);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or PictureException)
        {
            if (buffer is not null)
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }

            throw error as PictureException ?? new PictureException(path, $"cannot be read: {error.Message}", error);
        }
    }

    private RentedPicture Decode(string path, ReadOnlySpan<byte> file)
    {
        var decoder = DecoderOf(path, file);
        byte[]? pixels = null;
        try
        {
            var size = decoder.ReadSize(file);
            if (size.Width < 1 || size.Height < 1)
            {
                throw new InvalidDataException($"says that it has {size} pixels");
            }

            if (size.Pixels > MostPixels)
            {
                throw new InvalidDataException(FormattableString.Invariant($"says that it has {size.Width:N0} x {size.Height:N0} pixels; pictures of {MostPixels:N0} at most are read"));
            }

            pixels = ArrayPool<byte>.Shared.Rent((int)size.Pixels * 3);
            var picture = new RentedPicture(pixels, size);
            decoder.Decode(file, picture.Pixels);
            return picture;
        }
        catch (Exception error) when (error is not (PictureException or OutOfMemoryException))
        {
            if (pixels is not null)
            {
                ArrayPool<byte>.Shared.Return(pixels);
            }

            // Decoders of other packages throw what they like.
            throw new PictureException(
                path,
                error is InvalidDataException ? $"{error.Message}." : error is DllNotFoundException ? $"is a {decoder.Format} file: {error.Message}" : $"cannot be decoded: {error.Message}",
                error);
        }
    }

    private IImageDecoder DecoderOf(string path, ReadOnlySpan<byte> file)
    {
        foreach (var decoder in decoders)
        {
            if (decoder.Recognizes(file))
            {
                return decoder;
            }
        }

        throw new PictureException(
            path, file.IsEmpty ? "is empty." : $"is no picture that is read: it does not begin as {string.Join(", ", decoders.Select(decoder => decoder.Format))} files do.");
    }
}
