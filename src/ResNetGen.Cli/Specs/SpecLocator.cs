using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ResNetGen.Core.Reading;

namespace ResNetGen.Cli.Specs;

/// <summary>Finds the file that a user means by SPEC: a path, or the name of a file under <c>specs/</c>.</summary>
internal static class SpecLocator
{
    private const string FolderName = "specs";

    private static string Extension => SpecFileReader.Extension;

    /// <summary>The file of one SPEC.</summary>
    /// <exception cref="RefusalException">There is none; the message names those that come near.</exception>
    public static string Find(string spec)
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
        return named is null ? throw new RefusalException(Unknown(spec)) : Shortest(named);
    }

    /// <summary>The files of one SPEC that may also be a folder: then all specs in it and below.</summary>
    /// <exception cref="RefusalException">There is none.</exception>
    public static IReadOnlyList<string> FindAll(string spec)
    {
        if (!Directory.Exists(spec))
        {
            return [Find(spec)];
        }

        var files = Directory.GetFiles(spec, "*" + Extension, SearchOption.AllDirectories);
        Array.Sort(files, StringComparer.Ordinal);
        return files.Length > 0 ? files : throw new RefusalException($"{spec}: no file in this folder ends in {Extension}.");
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
        if (names.Length == 0)
        {
            return $"No spec is called '{spec}': there is no folder '{FolderName}' here. Give the path of a {Extension} file.";
        }

        var near = Spelling.Nearest(spec, names);
        return near is null
            ? $"No spec is called '{spec}'. There are: {string.Join(", ", names)}. The path of a {Extension} file does too."
            : $"No spec is called '{spec}'; did you mean '{near}'?";
    }

    // As a user would write it from where they are.
    private static string Shortest(string file)
    {
        var relative = Path.GetRelativePath(".", file);
        return relative.Length < file.Length ? relative : file;
    }
}
