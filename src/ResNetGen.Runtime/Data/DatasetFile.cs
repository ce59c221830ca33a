using System;
using System.IO;

namespace ResNetGen.Data;

/// <summary>Files of data sets, with messages that say which file is wrong.</summary>
internal static class DatasetFile
{
    /// <summary>All bytes of a file.</summary>
    /// <exception cref="DatasetException">It cannot be read.</exception>
    public static byte[] ReadAll(string path) => Try(path, () => File.ReadAllBytes(path));

    /// <summary>The lines of a file that are not empty, without blanks around them.</summary>
    /// <exception cref="DatasetException">It cannot be read, or is no list of names.</exception>
    public static string[] ReadNames(string path)
    {
        const int LongestList = 1 << 20;
        if (Try(path, () => new FileInfo(path).Length) > LongestList)
        {
            throw new DatasetException(path, "is too long for a list of class names, one a line; correct it or delete it.");
        }

        return Try(path, () => File.ReadAllText(path)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>Does something with a file.</summary>
    /// <exception cref="DatasetException">The system refuses it.</exception>
    public static T Try<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException(path, $"cannot be read: {error.Message}", error);
        }
    }
}
