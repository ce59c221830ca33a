using System;
using System.IO;
using System.Linq;

namespace ResNetGen;

/// <summary>Programs and libraries of the machine that tests compare with or need: Python and its modules, Chromium, libraries of file formats.</summary>
internal static class Peer
{
    // Set by the services that build a commit. The peers are installed there, and a skipped test would go unnoticed.
    private static readonly bool MustBeThere = Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>Skips the test where a peer is missing. Where the environment variable <c>CI</c> is <c>true</c>, the test fails instead.</summary>
    /// <param name="isThere">Whether the machine has the peer.</param>
    /// <param name="message">What is missing, and how it is installed.</param>
    public static void Require(bool isThere, string message)
    {
        if (MustBeThere)
        {
            Assert.True(isThere, message);
        }

        Skip.IfNot(isThere, message);
    }

    /// <summary>Whether a program is in one of the folders of PATH.</summary>
    public static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
