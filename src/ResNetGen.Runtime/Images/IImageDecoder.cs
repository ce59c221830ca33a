using System;
using System.IO;

namespace ResNetGen.Images;

/// <summary>
/// Reads one format of picture files. Any thread may call it at any time. A package that decodes pictures is put in place of the decoders here by a class
/// with these members: <see cref="PictureReader"/>.
/// </summary>
public interface IImageDecoder
{
    /// <summary>The format as people call it: <c>JPEG</c>.</summary>
    string Format { get; }

    /// <summary>Whether a file is of the format, by how it begins.</summary>
    /// <param name="file">The whole file.</param>
    bool Recognizes(ReadOnlySpan<byte> file);

    /// <summary>The picture's size, the right way up, without decoding it.</summary>
    /// <param name="file">The whole file.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or of a kind that is not read; the message completes "FILE ...".</exception>
    PictureSize ReadSize(ReadOnlySpan<byte> file);

    /// <summary>Decodes the picture, the right way up.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="pixels">Where the pixels go: rows from the top, each pixel as red, green and blue; 3 bytes for each pixel of <see cref="ReadSize"/>.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or of a kind that is not read; the message completes "FILE ...".</exception>
    void Decode(ReadOnlySpan<byte> file, Span<byte> pixels);
}
