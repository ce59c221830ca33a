using System;
using System.IO;

namespace ResNetGen.Weights;

/// <summary>Files of weights that are opened to be read.</summary>
internal static class OpenedFile
{
    /// <exception cref="WeightsException">There is no such file, or it cannot be read.</exception>
    public static FileStream Read(string path)
    {
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var problem = Directory.Exists(path) ? "is a folder, not a file." : File.Exists(path) ? $"cannot be read: {error.Message}" : "there is no such file.";
            throw new WeightsException(path, problem, error);
        }

        if (stream.CanSeek)
        {
            return stream;
        }

        stream.Dispose();
        throw new WeightsException(path, "is a pipe or a device; weights are read from files.");
    }

    /// <summary>Whether a file begins with some bytes.</summary>
    /// <exception cref="WeightsException">There is no such file, or it cannot be read.</exception>
    public static bool BeginsWith(string path, ReadOnlySpan<byte> bytes)
    {
        using var file = Read(path);
        return BeginsWith(file, bytes);
    }

    /// <summary>Whether a file begins with some bytes. It stands at its beginning then.</summary>
    public static bool BeginsWith(FileStream file, ReadOnlySpan<byte> bytes)
    {
        Span<byte> start = stackalloc byte[bytes.Length];
        file.Position = 0;
        var isLike = file.ReadAtLeast(start, bytes.Length, throwOnEndOfStream: false) == bytes.Length && start.SequenceEqual(bytes);
        file.Position = 0;
        return isLike;
    }
}
