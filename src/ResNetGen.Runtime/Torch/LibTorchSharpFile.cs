using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace ResNetGen.Torch;

/// <summary>
/// TorchSharp's native library for Linux. That of 0.107.0 was built with GCC 13 and demands version <c>GLIBCXX_3.4.32</c> of libstdc++, which Debian 12, Ubuntu
/// 22.04 and RHEL 9 do not have. It demands it for one symbol that nothing refers to, a marker that <c>&lt;iostream&gt;</c> leaves behind.
/// </summary>
internal static partial class LibTorchSharpFile
{
    /// <summary>The name of the file.</summary>
    public const string Name = "libLibTorchSharp.so";

    /// <summary>The libtorch that it was built with.</summary>
    public const string LibTorchVersion = "2.10.0";

    // The file of the package TorchSharp 0.107.0, the only one in which the place below was looked up.
    private const string KnownHash = "CF33B1B0BB6BBB9754A768FB5C5D04D9F498603BE50E73F55621A0B40EE608B8";

    // The flags of GLIBCXX_3.4.32 among the versions that the file demands (vna_flags of its vernaux entry, Linux Standard Base, "Symbol Versioning"). A version
    // with VER_FLG_WEAK may be missing.
    private const int FlagsOffset = 0x3FA34;
    private const byte VersionIsWeak = 2;

    private const string Marker = "_ZSt21ios_base_library_initv";

    /// <summary>Whether this system's libstdc++ is that of GCC 13 or newer, so that the file can be loaded as it is.</summary>
    public static bool FitsThisSystem() => !NativeLibrary.TryLoad("libstdc++.so.6", out var library) || NativeLibrary.TryGetExport(library, Marker, out _);

    /// <summary>Whether a file is that of TorchSharp 0.107.0, the one that is known here.</summary>
    /// <param name="bytes">The whole file.</param>
    public static bool IsKnown(ReadOnlySpan<byte> bytes) => Convert.ToHexString(SHA256.HashData(bytes)) == KnownHash;

    /// <summary>Loads a copy of the file that does not insist on the version. The file is left as it is.</summary>
    /// <exception cref="TorchLoadException">The file is not the known one, or it cannot be loaded all the same.</exception>
    public static void LoadAdapted(string file)
    {
        ElfFile.RequireWhole(file);
        var bytes = File.ReadAllBytes(file);
        if (!IsKnown(bytes))
        {
            throw new TorchLoadException(
                $"{file} is another file than that of TorchSharp 0.107.0, and this system's libstdc++ is older than GCC 13's, which it may need: the known file is adapted to that, this one is left alone. Reference TorchSharp 0.107.0, or run on a system with GCC 13's libstdc++ (Debian 13, Ubuntu 24.04, RHEL 10).");
        }

        bytes[FlagsOffset] |= VersionIsWeak;
        try
        {
            LoadFromMemory(bytes);
        }
        catch (Exception exception) when (exception is DllNotFoundException or IOException or UnauthorizedAccessException)
        {
            throw new TorchLoadException(
                $"{file} cannot be loaded, although it was adapted to this system's libstdc++: {TorchLoader.LoaderWords(exception)}. It needs libtorch {LibTorchVersion}; loaded is {LoadedLibrary.Find("libtorch_cpu") ?? "none"}. Add the package TorchSharp-cpu (or libtorch-cpu-linux-x64).", exception);
        }
    }

    // A file in memory leaves nothing behind. Where the system does not run code from such files, a temporary file has to do.
    private static void LoadFromMemory(byte[] bytes)
    {
        const uint CloseOnExec = 1;
        using var handle = new SafeFileHandle(memfd_create(Name, CloseOnExec), ownsHandle: true);
        if (!handle.IsInvalid)
        {
            RandomAccess.Write(handle, bytes, 0);
            if (NativeLibrary.TryLoad($"/proc/self/fd/{handle.DangerousGetHandle()}", out _))
            {
                return;
            }
        }

        var folder = Directory.CreateTempSubdirectory("resnetgen");
        try
        {
            var copy = Path.Combine(folder.FullName, Name);
            File.WriteAllBytes(copy, bytes);
            NativeLibrary.Load(copy);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int memfd_create(string name, uint flags);
}
