using System;
using System.IO;

namespace ResNetGen;

/// <summary>
/// The two data sets that tests use and the repository is too small for: CIFAR-10 (<c>data/cifar10</c>) and weights that others published (<c>weights</c>).
/// They lie in the folder <c>shared</c> beside the repository, or where the environment variable RESNETGEN_SHARED says.
/// </summary>
internal static class SharedFolder
{
    private const string Cifar10 = "data/cifar10";
    private const string Weights = "weights/";

    /// <summary>The path of a data set or of a file of it; the test is skipped where it is absent.</summary>
    /// <param name="name"><c>data/cifar10</c>, or <c>weights/</c> and the name of a file.</param>
    /// <exception cref="ArgumentException">The name is of neither data set: whatever else a test reads is a file of the repository.</exception>
    public static string Require(string name)
    {
        var root = Environment.GetEnvironmentVariable("RESNETGEN_SHARED") is { Length: > 0 } given ? given : Repository.PathOf("../shared");
        var path = Path.GetFullPath(Path.Combine(root, name));
        Skip.If(!Path.Exists(path), Absence(name, path));
        return path;
    }

    private static string Absence(string name, string path)
    {
        if (name == Cifar10)
        {
            return $"The data set CIFAR-10 is absent: there is no {path}. Unpack https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz, "
                + $"name its folder FOLDER/{Cifar10}, and set RESNETGEN_SHARED=FOLDER.";
        }

        return name.StartsWith(Weights, StringComparison.Ordinal)
            ? $"The data set of published weights is absent or lacks a file: there is no {path}. Put the file at FOLDER/{name}, and set RESNETGEN_SHARED=FOLDER. CONTRIBUTING.md says where the files come from."
            : throw new ArgumentException($"'{name}' is of neither data set: {Cifar10}, {Weights}FILE.", nameof(name));
    }
}
