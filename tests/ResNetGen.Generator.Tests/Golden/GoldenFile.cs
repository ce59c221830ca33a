using System;
using System.IO;
using System.Linq;
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
        var verified = Path.Combine(folder, name + ".verified.cs");
        var received = Path.Combine(folder, name + ".received.cs");
        if (Environment.GetEnvironmentVariable("RESNETGEN_ACCEPT") == "1")
        {
            File.WriteAllText(verified, text);
            File.Delete(received);
            return;
        }

        var expected = File.Exists(verified) ? File.ReadAllText(verified) : "";
        if (expected == text)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail($"""
            {name}.verified.cs differs{Difference(expected, text)}
            Compare it with {received}, and accept it with RESNETGEN_ACCEPT=1 ./test if that is what is wanted.
            """);
    }

    private static string Difference(string expected, string received)
    {
        var (was, now) = (expected.Split('\n'), received.Split('\n'));
        var line = was.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        return $" from line {line + 1} on.\n- {was.ElementAtOrDefault(line)}\n+ {now.ElementAtOrDefault(line)}";
    }
}
