using System.IO;
using System.Runtime.CompilerServices;

namespace ResNetGen.Generator.Tests.Golden;

/// <summary>
/// Compares text with a file beside the test, <c>NAME.verified.cs</c>. A difference is written to <c>NAME.received.cs</c>;
/// with RESNETGEN_ACCEPT=1 the file is rewritten instead.
/// </summary>
internal static class GoldenFile
{
    public static void Verify(string name, string text, [CallerFilePath] string test = "")
    {
        var folder = Path.GetDirectoryName(test)!;
        AcceptedFile.Verify(Path.Combine(folder, name + ".verified.cs"), Path.Combine(folder, name + ".received.cs"), text);
    }
}
