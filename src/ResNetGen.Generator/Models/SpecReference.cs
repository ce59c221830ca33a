using ResNetGen.Core.Findings;

namespace ResNetGen.Generator.Models;

/// <summary>A class that names its specification file.</summary>
/// <param name="Class">The class.</param>
/// <param name="File">The file's path, or its end, as written.</param>
/// <param name="Place">Where it is written.</param>
internal sealed record SpecReference(NetworkClass Class, string File, Place Place)
{
    /// <summary>Whether it names the file of a path.</summary>
    public bool Names(string path)
    {
        var (whole, end) = (path.Replace('\\', '/'), File.Replace('\\', '/'));
        end = end.StartsWith("./", System.StringComparison.Ordinal) ? end.Substring(2) : end;
        return end.Length > 0 && (whole == end || whole.EndsWith("/" + end, System.StringComparison.Ordinal));
    }
}
