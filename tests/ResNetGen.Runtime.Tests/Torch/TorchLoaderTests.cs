using System;
using System.IO;
using System.Linq;
using ResNetGen.Torch;

namespace ResNetGen.Runtime.Tests.Torch;

/// <summary>Loading of libtorch. What a program says where it fails is tested with the command line, in processes of their own.</summary>
public sealed class TorchLoaderTests
{
    [SkippableFact]
    public void The_libraries_of_the_package_are_loaded_once_and_left_as_they_are()
    {
        Skip.If(!OperatingSystem.IsLinux(), "Elsewhere TorchSharp loads its libraries itself.");

        var libraries = TorchLoader.Load()!;

        Assert.Equal(libraries, TorchLoader.Load());
        Assert.Null(TorchLoader.Failure);
        Assert.Equal(libraries.LibTorch, LoadedLibrary.Find("libtorch_cpu.so"));
        Assert.Equal(!LibTorchSharpFile.FitsThisSystem(), libraries.IsAdapted);
        Assert.Single(LoadedLibrary.FindAll("libgomp", "libomp"));

        // An adapted copy is in memory alone.
        Assert.Equal(libraries.IsAdapted, LoadedLibrary.FindAll(LibTorchSharpFile.Name).All(path => path != libraries.LibTorchSharp));
        Assert.True(LibTorchSharpFile.IsKnown(File.ReadAllBytes(libraries.LibTorchSharp!)));
    }

    [SkippableTheory]
    [InlineData("empty", "is no shared library for 64-bit Linux (0 bytes long)")]
    [InlineData("text", "is no shared library for 64-bit Linux (300 bytes long)")]
    [InlineData("cut short", "is damaged: it has 1,000,000 bytes of at least ")]
    [InlineData("missing", "cannot be read: Could not find file")]
    public void A_damaged_library_is_an_error_that_names_it(string kind, string problem)
    {
        Skip.If(!OperatingSystem.IsLinux(), "The check is for Linux.");
        using var folder = new ScratchFolder();
        var whole = File.ReadAllBytes(TorchLoader.Load()!.LibTorchSharp!);
        var file = Path.Combine(folder.Path, "libdamaged.so");
        if (kind != "missing")
        {
            File.WriteAllBytes(file, kind switch { "empty" => [], "text" => [.. Enumerable.Repeat((byte)'a', 300)], _ => whole[..1_000_000] });
        }

        var error = Assert.Throws<TorchLoadException>(() => ElfFile.RequireWhole(file));

        Assert.StartsWith(file + " ", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains("build again", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Another_library_than_the_known_one_is_left_alone_and_reported()
    {
        Skip.If(!OperatingSystem.IsLinux(), "Only Linux has systems too old for the library.");
        using var folder = new ScratchFolder();
        var bytes = File.ReadAllBytes(TorchLoader.Load()!.LibTorchSharp!);
        bytes[^1] ^= 1;
        var file = Path.Combine(folder.Path, LibTorchSharpFile.Name);
        File.WriteAllBytes(file, bytes);

        var error = Assert.Throws<TorchLoadException>(() => LibTorchSharpFile.LoadAdapted(file));

        Assert.StartsWith($"{file} is another file than that of TorchSharp 0.107.0", error.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(file));
    }
}
