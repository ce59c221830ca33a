using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Tests.Emitting.Diagrams;

/// <summary>What diagrams are drawn of in tests: the whole zoo, and every kind of unit and shortcut.</summary>
internal static class DiagramSpecs
{
    private static readonly string[] Folders = ["specs", "tests/ResNetGen.Networks.Tests/Variants"];

    /// <summary>The specifications' files, from the repository's root.</summary>
    public static IEnumerable<string> Files => Folders
        .SelectMany(folder => Directory.GetFiles(Repository.PathOf(folder), "*.resnet.json").Select(file => folder + "/" + Path.GetFileName(file)))
        .Order(StringComparer.Ordinal);

    /// <summary>The network of a file.</summary>
    public static NetworkPlan PlanOf(string file)
    {
        var path = Repository.PathOf(file);
        return NetworkCompiler.Compile(path, File.ReadAllText(path)).Plan!;
    }
}
