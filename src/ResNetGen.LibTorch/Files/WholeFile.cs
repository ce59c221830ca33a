using System;
using System.IO;

namespace ResNetGen.LibTorch.Files;

/// <summary>Files that appear whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Writes beside the file and renames at the end; a file that was there stays as it was until then.</summary>
    internal static void Write(string location, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(location);
        var unfinished = $"{location}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = File.Create(unfinished))
            {
                write(stream);
            }

            File.Move(unfinished, location, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
