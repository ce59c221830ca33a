using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ResNetGen.Core.Families;
using ResNetGen.Core.Reading;

namespace ResNetGen.Cli.Specs;

/// <summary>Finds what a user means by SPEC: the path of a file, the name of one under <c>specs/</c>, or the name of a family.</summary>
internal static class SpecLocator
{
    private const string FolderName = "specs";

    private static string Extension => SpecFileReader.Extension;

    /// <summary>The file of one SPEC; null where it is a family, which has none. A file of that name comes before the family.</summary>
    /// <exception cref="RefusalException">There is neither; the message names those that come near.</exception>
    public static string? Find(string spec)
    {
        if (File.Exists(spec))
        {
            return spec;
        }

        if (IsPath(spec))
        {
            throw new RefusalException(Directory.Exists(spec) ? $"{spec} is a folder, not a spec." : $"{spec}: there is no such file.");
        }

        var named = Folders().Select(folder => Path.Combine(folder, spec + Extension)).FirstOrDefault(File.Exists);
        if (named is not null)
        {
            return Shortest(named);
        }

        return FamilyTable.Names.Contains(spec, StringComparer.Ordinal) ? null : throw new RefusalException(Unknown(spec));
    }

    /// <summary>All specs in a folder and below.</summary>
    /// <exception cref="RefusalException">There is none.</exception>
    public static IReadOnlyList<string> FindIn(string folder)
    {
        var files = Directory.GetFiles(folder, "*" + Extension, SearchOption.AllDirectories);
        Array.Sort(files, StringComparer.Ordinal);
        return files.Length > 0 ? files : throw new RefusalException($"{folder}: no file in this folder ends in {Extension}.");
    }

    /// <summary>A spec's name: its file's, without the ending.</summary>
    public static string NameOf(string file)
    {
        var name = Path.GetFileName(file);
        return name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? name[..^Extension.Length] : Path.GetFileNameWithoutExtension(name);
    }

    private static bool IsPath(string spec) =>
        spec.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) || spec.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || Directory.Exists(spec);

    // The user's own come first, then those that came with the tool: beside it, or in the repository that it was built in.
    private static IEnumerable<string> Folders()
    {
        yield return FolderName;
        for (var place = new DirectoryInfo(AppContext.BaseDirectory); place is not null; place = place.Parent)
        {
            var folder = Path.Combine(place.FullName, FolderName);
            if (Directory.Exists(folder))
            {
                yield return folder;
                yield break;
            }
        }
    }

    private static string Unknown(string spec)
    {
        string[] names = [.. Folders().Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*" + Extension))
            .Select(NameOf)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
        var near = Spelling.Nearest(spec, [.. names, .. FamilyTable.Names]);
        return near is null
            ? $"No spec is called '{spec}'. There are: {string.Join(", ", names.Union(FamilyTable.Names))}. The path of a {Extension} file does too."
            : $"No spec is called '{spec}'; did you mean '{near}'?";
    }

    // As a user would write it from where they are.
    private static string Shortest(string file)
    {
        var relative = Path.GetRelativePath(".", file);
        return relative.Length < file.Length ? relative : file;
    }
}
