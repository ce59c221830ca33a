using System;
using System.IO;
using System.Linq;

namespace ResNetGen;

/// <summary>Files of the repository that tests write: compared, and with RESNETGEN_ACCEPT=1 rewritten.</summary>
internal static class AcceptedFile
{
    /// <summary>Compares a text with a file. A difference is written beside it.</summary>
    /// <param name="verified">The file.</param>
    /// <param name="received">Where the text goes if it differs; null for nowhere.</param>
    /// <param name="text">What the file should hold.</param>
    public static void Verify(string verified, string? received, string text)
    {
        var expected = File.Exists(verified) ? File.ReadAllText(verified) : "";
        var isAccepted = Environment.GetEnvironmentVariable("RESNETGEN_ACCEPT") == "1";
        if (isAccepted && expected != text)
        {
            File.WriteAllText(verified, text);
        }

        if (received is not null)
        {
            File.Delete(received);
        }

        if (isAccepted || expected == text)
        {
            return;
        }

        if (received is not null)
        {
            File.WriteAllText(received, text);
        }

        Assert.Fail($"""
            {Path.GetFileName(verified)} differs{Difference(expected, text)}
            Accept it with RESNETGEN_ACCEPT=1 ./test if that is what is wanted{(received is null ? "" : ", after comparing it with " + received)}.
            """);
    }

    private static string Difference(string expected, string received)
    {
        var (was, now) = (expected.Split('\n'), received.Split('\n'));
        var line = was.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        return $" from line {line + 1} on.\n- {was.ElementAtOrDefault(line)}\n+ {now.ElementAtOrDefault(line)}";
    }
}
