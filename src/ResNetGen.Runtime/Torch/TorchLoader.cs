using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace ResNetGen.Torch;

/// <summary>
/// Loads libtorch and TorchSharp's native library before TorchSharp looks for them itself: with OpenMP and memory set up, with an adapted copy of TorchSharp's
/// library on Linux systems whose libstdc++ is too old for it, and with one clear message where something is missing.
/// </summary>
/// <remarks>
/// Every assembly that references this library calls <see cref="Prepare"/> in a module initializer that the package adds to it. Windows and macOS are left to
/// TorchSharp.
/// </remarks>
public static class TorchLoader
{
    private const string ComputingPart = "libtorch_cpu.so";

    private static readonly Lock Gate = new();
    private static TorchLibraries? s_libraries;
    private static int s_isPrepared;

    /// <summary>Why libtorch could not be loaded; null as long as nobody tried or where it is loaded.</summary>
    public static TorchLoadException? Failure { get; private set; }

    /// <summary>
    /// Sets up OpenMP and memory, and has <see cref="Load"/> called as soon as TorchSharp is used. Returns at once; further calls do nothing.
    /// </summary>
    public static void Prepare()
    {
        if (!OperatingSystem.IsLinux() || Interlocked.Exchange(ref s_isPrepared, 1) != 0)
        {
            return;
        }

        NativeSettings.Apply();

        // Code that was compiled ahead of time loads no assemblies, so there is no later moment to wait for.
        if (!RuntimeFeature.IsDynamicCodeSupported || AppDomain.CurrentDomain.GetAssemblies().Any(IsTorchSharp))
        {
            LoadOrReport();
            return;
        }

        AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) =>
        {
            if (IsTorchSharp(loaded.LoadedAssembly))
            {
                LoadOrReport();
            }
        };

        static bool IsTorchSharp(System.Reflection.Assembly assembly) => string.Equals(assembly.GetName().Name, "TorchSharp", StringComparison.Ordinal);
    }

    /// <summary>Loads the native libraries if they are not loaded yet.</summary>
    /// <returns>Which files they are; null on Windows and macOS, where TorchSharp loads them.</returns>
    /// <exception cref="TorchLoadException">One of them is missing, damaged, or does not fit this system.</exception>
    public static TorchLibraries? Load()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        Prepare();
        lock (Gate)
        {
            if (Failure is not null)
            {
                throw Failure;
            }

            try
            {
                return s_libraries ??= Start(Folders().ToList());
            }
            catch (TorchLoadException exception)
            {
                Failure = exception;
                throw;
            }
        }
    }

    // An exception thrown from here would be lost in the runtime, and TorchSharp's own message, which follows, lists what it tried but not what is wrong.
    private static void LoadOrReport()
    {
        if (Failure is not null)
        {
            return;
        }

        try
        {
            Load();
        }
        catch (TorchLoadException exception)
        {
            Console.Error.WriteLine(exception.Message);
        }
    }

    private static TorchLibraries Start(IReadOnlyList<string> folders)
    {
        var libraries = LoadFrom(folders);
        if (libraries.LibTorch is { } file)
        {
            LibTorch.DisableNnpack();
            libraries = libraries with { HasMendedCaches = OneDnnCaches.Mend(file) };
        }

        return libraries;
    }

    private static TorchLibraries LoadFrom(IReadOnlyList<string> folders)
    {
        if (LoadedLibrary.Find(LibTorchSharpFile.Name) is not null)
        {
            return new TorchLibraries(LoadedLibrary.Find(ComputingPart), null, IsAdapted: false);
        }

        var torchSharp = FileIn(folders, LibTorchSharpFile.Name) ?? throw new TorchLoadException(
            $"{LibTorchSharpFile.Name}, the native library of TorchSharp, is missing. It comes with the package TorchSharp and is looked for in {string.Join(", ", folders)}. Build the program again, for {RuntimeInformation.RuntimeIdentifier}.");
        var torch = LoadLibTorch(folders);
        if (LibTorchSharpFile.FitsThisSystem())
        {
            Open(torchSharp, $"It needs libtorch {LibTorchSharpFile.LibTorchVersion}; {torch ?? "the libtorch that the system found"} may be another.");
            return new TorchLibraries(torch, torchSharp, IsAdapted: false);
        }

        LibTorchSharpFile.LoadAdapted(torchSharp);
        return new TorchLibraries(torch, torchSharp, IsAdapted: true);
    }

    // By its path, or else by its name: where TorchBackend is none, the program's user says where libtorch is, by LD_LIBRARY_PATH or ldconfig.
    private static string? LoadLibTorch(IReadOnlyList<string> folders)
    {
        const string Name = "libtorch.so";
        if (FileIn(folders, Name) is { } file)
        {
            var folder = Path.GetDirectoryName(file)!;
            var computing = Path.Combine(folder, ComputingPart);
            ElfFile.RequireWhole(Path.Combine(folder, "libc10.so"));
            ElfFile.RequireWhole(computing);
            Open(file, "Restore libtorch again: delete its folder in the NuGet cache (dotnet nuget locals global-packages --list says where that is) and build.");
            return computing;
        }

        if (NativeLibrary.TryLoad(Name, out _))
        {
            return LoadedLibrary.Find(ComputingPart);
        }

        throw new TorchLoadException(
            $"libtorch is missing: {Name} is neither in {string.Join(", ", folders)} nor known to the system. Add the package TorchSharp-cpu (or libtorch-cpu-linux-x64) to the program's project, or name the folder of a libtorch {LibTorchSharpFile.LibTorchVersion} in LD_LIBRARY_PATH.");
    }

    private static void Open(string file, string advice)
    {
        ElfFile.RequireWhole(file);
        try
        {
            NativeLibrary.Load(file);
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            throw new TorchLoadException($"{file} cannot be loaded: {LoaderWords(exception)}. {advice}", exception);
        }
    }

    /// <summary>Returns the message of the system's loader without the advice that .NET puts before it.</summary>
    internal static string LoaderWords(Exception exception) =>
        exception.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1].TrimEnd('.');

    private static string? FileIn(IEnumerable<string> folders, string name) => folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    // Where the runtime looks for native libraries: beside the program, in the folder of its platform, or where a single file was unpacked to. The folder of .NET
    // has none of these libraries; a program that brings .NET along, or is compiled ahead of time, is itself in that folder.
    private static IEnumerable<string> Folders()
    {
        var program = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var runtime = Path.TrimEndingDirectorySeparator(RuntimeEnvironment.GetRuntimeDirectory());
        var searched = (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return searched.Select(Path.TrimEndingDirectorySeparator).Append(program).Append(Path.Combine(program, "runtimes", PortableIdentifier, "native"))
            .Distinct(StringComparer.Ordinal)
            .Where(folder => Directory.Exists(folder) && (folder == program || folder != runtime));
    }

    private static string PortableIdentifier => $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
}
