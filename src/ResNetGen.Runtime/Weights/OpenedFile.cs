using System;
using System.IO;

namespace ResNetGen.Weights;

/// <summary>Files of weights that are opened to be read.</summary>
internal static class OpenedFile
{
    /// <exception cref="WeightsException">There is no such file, or it cannot be read.</exception>
    public static FileStream Read(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WeightsException(path, File.Exists(path) ? $"cannot be read: {error.Message}" : "there is no such file.", error);
        }
    }
}
