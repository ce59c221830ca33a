using System;
using System.IO;

namespace ResNetGen.Weights;

/// <summary>Files that are there whole or not at all: written beside their place, then moved into it.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file, creating its folder. If writing fails, what was there before stays as it was.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes its contents.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        WriteAt(path, unfinished =>
        {
            using var stream = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
            write(stream);
        });
    }

    /// <summary>Writes a file by who needs its name, creating its folder. If writing fails, what was there before stays as it was.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Makes the file of the name that it is given.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteAt(string path, Action<string> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        path = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            write(unfinished);

            // On the disk before it has the name.
            using (var stream = new FileStream(unfinished, FileMode.Open, FileAccess.Write, FileShare.None))
            {
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }
}
