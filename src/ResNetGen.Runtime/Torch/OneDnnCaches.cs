using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Runtime.InteropServices;

namespace ResNetGen.Torch;

/// <summary>
/// What oneDNN, the library of convolutions in libtorch, believes of the processor's caches. On virtual machines whose processor does not describe its caches
/// (CPUID leaf 0x8000001D all zero, as on this kind of cloud machine with AMD processors) it takes each for one byte large. Convolutions that are planned with
/// such numbers end the process (a division by zero, for 1 x 1 convolutions in channels-last) or give wrong gradients (of an input with few channels).
/// </summary>
/// <remarks>
/// oneDNN has no function or setting for the cache sizes. For the one known libtorch, this class marks the record of the caches as empty, so that oneDNN uses its own
/// assumptions (32 KB, 512 KB and 1 MB a core). Machines that describe their caches, and any other libtorch, are left alone.
/// </remarks>
internal static unsafe class OneDnnCaches
{
    // libtorch_cpu.so of the package libtorch-cpu-linux-x64 2.10.0: its length, and its build ID with where it stands.
    private const long KnownLength = 461_211_481;
    private const long BuildIdOffset = 0x1AF0C010;

    // Addresses in that file: of an exported function, and of the function that returns dnnl::impl::cpu::x64::cpu(), which is not exported.
    private const string Exported = "_ZN2at13globalContextEv";
    private const nint ExportedAddress = 0x1C784F0;
    private const nint CpuAddress = 0xF89B1A0;

    private static ReadOnlySpan<byte> KnownBuildId => [0xE5, 0x9A, 0x73, 0xF8, 0xCA, 0x02, 0xC1, 0x94, 0x63, 0xBD, 0x92, 0x3D, 0xC5, 0x68, 0xCE, 0x76, 0x5B, 0x2A, 0x11, 0x06];

    /// <summary>Mends oneDNN's record of the caches where it is implausible and the file is the known one.</summary>
    /// <param name="file">The file of libtorch that computes on the CPU, which is loaded.</param>
    /// <returns>Whether the record was mended.</returns>
    public static bool Mend(string file)
    {
        if (!IsKnown(file) || !NativeLibrary.TryLoad(file, out var library) || !NativeLibrary.TryGetExport(library, Exported, out var exported))
        {
            return false;
        }

        const uint LeastPlausible = 1024;
        var cpu = ((delegate* unmanaged<Cpu*>)(exported - ExportedAddress + CpuAddress))();
        if (cpu->CacheLevels is 0 or > MostCacheLevels || cpu->CacheSizes[0] >= LeastPlausible)
        {
            return false;
        }

        cpu->CacheLevels = 0;
        return true;
    }

    private static bool IsKnown(string file)
    {
        using var stream = File.OpenRead(file);
        if (stream.Length != KnownLength)
        {
            return false;
        }

        Span<byte> buildId = stackalloc byte[KnownBuildId.Length];
        stream.Position = BuildIdOffset;
        stream.ReadExactly(buildId);
        return buildId.SequenceEqual(KnownBuildId);
    }

    private const int MostCacheLevels = 10;

    // Xbyak::util::Cpu as oneDNN 3 has it.
    [SuppressMessage("Minor Code Smell", "CA1823", Justification = "The fields before those that are used give these their places.")]
    private struct Cpu
    {
        public fixed uint Type[4];
        public fixed uint Cores[3];
        public fixed uint CacheSizes[MostCacheLevels];
        public fixed uint CoresSharingCaches[MostCacheLevels];
        public uint CacheLevels;
    }
}
