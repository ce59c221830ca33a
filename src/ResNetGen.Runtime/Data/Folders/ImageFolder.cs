using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.IO.Enumeration;
using System.Linq;

namespace ResNetGen.Data.Folders;

/// <summary>
/// A folder of pictures. Either it has a folder <c>train</c> and one called <c>test</c>, <c>val</c>, <c>valid</c> or <c>validation</c>, with a folder for each class in both; or it has a
/// folder for each class, and a share of each class's pictures is held out. Pictures may lie in further folders below their class's. Hidden files and files of other kinds are left out.
/// </summary>
public sealed class ImageFolder
{
    // Deep enough for any order that people keep, and an end to links in circles.
    private const int DeepestFolder = 16;

    private static readonly string[] TestNames = ["test", "val", "valid", "validation"];
    private static readonly HashSet<string> Kinds = new([".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".bmp"], StringComparer.OrdinalIgnoreCase);

    private readonly ConcurrentDictionary<string, int> leftOut = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, string[]> listed = new(StringComparer.Ordinal);
    private readonly string path;
    private readonly string? train;
    private readonly string? test;

    private ImageFolder(string path, string? train, string? test, ImageFolderOptions options)
    {
        this.path = path;
        this.train = train;
        this.test = test;
        Options = options;
        ClassNames = ClassesOf(train ?? test ?? path);
    }

    /// <summary>The folder's own name.</summary>
    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));

    /// <summary>The classes: the names of their folders, in ordinal order. Those of the training part count for both.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>How it is read.</summary>
    public ImageFolderOptions Options { get; }

    /// <summary>What a user should know: which pictures are held out, and which files were left out as far as they have been listed; null for nothing.</summary>
    public string? Note
    {
        get
        {
            var split = IsDivided ? null : FormattableString.Invariant(
                $"{path} has no folders train and test: {Options.HeldOut:P0} of each class is held out, chosen by the files' names and seed {Options.Seed}, the same every time.").Replace(" %", "%", StringComparison.Ordinal);
            var others = leftOut.IsEmpty ? null : FormattableString.Invariant(
                $"{leftOut.Values.Sum():N0} files that are no JPEG, PNG or BMP are left out ({string.Join(", ", leftOut.OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal).Take(3).Select(kind => $"{kind.Value} {kind.Key}"))}).");
            var all = split is null ? others : others is null ? split : $"{split} {others}";
            return all is null ? null : VisibleText.Of(all);
        }
    }

    private bool IsDivided => train is not null || test is not null;

    /// <summary>Looks at how a folder is laid out; no pictures are listed yet.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">How it is read; null for the usual way.</param>
    /// <exception cref="DatasetException">There is no such folder, or it has no folders of classes.</exception>
    public static ImageFolder Find(string folder, ImageFolderOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new ImageFolderOptions();
        options.Check();
        if (!Directory.Exists(folder))
        {
            throw new DatasetException(folder, "there is no such folder; give one that has a folder of pictures for each class, or the folders train and test with these in them.");
        }

        // A class may be called train, too: then its folder has pictures and no folders.
        var parts = FoldersIn(folder).Where(name => FoldersIn(Path.Combine(folder, name)).Length > 0).ToArray();
        var learned = parts.FirstOrDefault(name => name.Equals("train", StringComparison.OrdinalIgnoreCase));
        var judged = TestNames.Select(wanted => parts.FirstOrDefault(name => name.Equals(wanted, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(name => name is not null);
        if (learned is not null && judged is null)
        {
            throw new DatasetException(
                folder, $"has a folder {learned}, and none called {string.Join(", ", TestNames)} with the same classes; add it, or give '{Path.Combine(folder, learned)}', of which a part is then held out.");
        }

        return new ImageFolder(folder, learned is null ? null : Path.Combine(folder, learned), judged is null ? null : Path.Combine(folder, judged), options);
    }

    /// <summary>The pictures of a part, class by class.</summary>
    /// <exception cref="DatasetException">A class has no pictures, a folder of the part is no class, or it cannot be listed.</exception>
    internal List<(int Class, string Path)> List(DatasetPart part)
    {
        var files = new List<(int Class, string Path)>();
        if (!IsDivided)
        {
            for (var label = 0; label < ClassNames.Count; label++)
            {
                var pictures = PicturesIn(Path.Combine(path, ClassNames[label]));
                files.AddRange(Share(ClassNames[label], pictures, part).Select(picture => (label, picture)));
            }

            return files.Count > 0 ? files : throw new DatasetException(path, "has one picture a class, so none can be held out; add pictures, or folders train and test.");
        }

        var folder = (part == DatasetPart.Train ? train : test)
            ?? throw new DatasetException(path, "has no folder train with a folder for each class, so there is nothing to learn from.");
        foreach (var name in ClassesOf(folder))
        {
            var label = ((List<string>)ClassNames).BinarySearch(name, StringComparer.Ordinal);
            if (label < 0)
            {
                throw new DatasetException(Path.Combine(folder, name), $"is a class that {train} has not; its classes are {Listed(ClassNames)}.");
            }

            files.AddRange(PicturesIn(Path.Combine(folder, name)).Select(picture => (label, picture)));
        }

        return files;
    }

    // By the order of numbers that each file's name decides: a further file changes little of who is held out.
    private IEnumerable<string> Share(string className, string[] pictures, DatasetPart part)
    {
        var count = pictures.Length < 2 ? 0 : Math.Clamp((int)Math.Round(pictures.Length * Options.HeldOut), 1, pictures.Length - 1);
        var heldOut = pictures
            .OrderBy(picture => new RandomStream(Options.Seed, NameHash(Path.GetRelativePath(Path.Combine(path, className), picture))).Bits())
            .Take(count)
            .ToHashSet(StringComparer.Ordinal);
        return pictures.Where(picture => heldOut.Contains(picture) == (part == DatasetPart.Test));
    }

    // FNV-1a: the same on every machine, as the hash of strings is not.
    private static long NameHash(string name)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var character in name.Replace(Path.DirectorySeparatorChar, '/'))
        {
            hash = (hash ^ character) * 0x100000001B3;
        }

        return (long)hash;
    }

    private static List<string> ClassesOf(string folder)
    {
        var names = FoldersIn(folder);
        return names.Length > 0
            ? [.. names]
            : throw new DatasetException(folder, "has no folders of classes; put the pictures of each class into a folder with the class's name.");
    }

    private static string[] FoldersIn(string folder) => DatasetFile.Try(
        folder, () => Directory.GetDirectories(folder).Select(found => Path.GetFileName(found)).Where(name => name[0] != '.').Order(StringComparer.Ordinal).ToArray());

    // Where one folder serves both parts, it is listed once.
    private string[] PicturesIn(string folder) => listed.GetOrAdd(folder, ListPictures);

    private string[] ListPictures(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = DeepestFolder, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.Hidden };
        var found = DatasetFile.Try(folder, () => new FileSystemEnumerable<string>(folder, static (ref FileSystemEntry entry) => entry.ToFullPath(), options)
        {
            ShouldIncludePredicate = IsPicture,

            // A link to a folder could lead back here.
            ShouldRecursePredicate = static (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        }.Order(StringComparer.Ordinal).ToArray());
        return found.Length > 0
            ? found
            : throw new DatasetException(folder, "has no pictures (.jpg, .png or .bmp); a class without any cannot be learned; add some, or remove the folder.");
    }

    private bool IsPicture(ref FileSystemEntry entry)
    {
        if (entry.IsDirectory)
        {
            return false;
        }

        var kind = Path.GetExtension(entry.FileName).ToString();
        if (Kinds.Contains(kind))
        {
            return true;
        }

        leftOut.AddOrUpdate(kind.Length > 0 ? kind.ToLowerInvariant() : "without ending", 1, (_, count) => count + 1);
        return false;
    }

    private static string Listed(IReadOnlyList<string> names) => string.Join(", ", names.Take(10)) + (names.Count > 10 ? $" and {names.Count - 10} more" : "");
}
