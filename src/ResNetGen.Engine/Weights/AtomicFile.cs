using System;
using System.IO;

namespace ResNetGen.Weights;

/// <summary>Files that are there whole or not at all: written beside their place, then moved into it.</summary>
public static class AtomicFile
{
    /// <summary>The pattern of the files that a process leaves beside their places when it is killed while it writes.</summary>
    public const string UnfinishedFiles = ".*.tmp";

    /// <summary>Writes a file, creating its folder. If writing fails, what was there before stays as it was.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes its contents.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        path = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);

        // In the same folder, so that it can be moved, by a name that is short where the file's own is as long as names may be.
        var unfinished = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
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
