using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Threading;

namespace ResNetGen.Engine.MachineCode;

/// <summary>
/// Memory for machine code that is written at run time. Functions stay where they are until the memory is disposed of; no function is freed
/// by itself. No address is ever writable and executable at once, which hardened systems refuse.
/// </summary>
internal sealed unsafe partial class ExecutableMemory : IDisposable
{
    // Functions begin on a cache line of their own.
    private const int LineSize = 64;

    private const int PageSize = 4096;

    private const int RegionSize = 256 * 1024;

    private readonly Lock guard = new();

    private readonly List<Region> regions = [];

    /// <summary>The memory of functions that live as long as the process.</summary>
    public static ExecutableMemory Shared { get; } = new();

    /// <summary>Copies a function into executable memory. The code must not depend on its address.</summary>
    /// <param name="code">The instructions.</param>
    /// <param name="function">The address of the function.</param>
    /// <param name="reason">Why there is no executable memory, in words.</param>
    public bool TryAllocate(ReadOnlySpan<byte> code, out nint function, [NotNullWhen(false)] out string? reason)
    {
        lock (guard)
        {
            if (regions.Count == 0 || regions[^1].Used + code.Length > regions[^1].Size)
            {
                if (!TryReserve(Math.Max(RegionSize, RoundUp(code.Length, PageSize)), out var region, out reason))
                {
                    function = 0;
                    return false;
                }
                regions.Add(region);
            }
            return TryWrite(regions[^1], code, out function, out reason);
        }
    }

    /// <summary>Gives the memory back. No function may be called any more.</summary>
    public void Dispose()
    {
        lock (guard)
        {
            foreach (var region in regions)
            {
                if (OperatingSystem.IsWindows())
                {
                    Windows.VirtualFree(region.Executable, 0, Windows.Release);
                }
                else
                {
                    _ = Linux.Unmap(region.Executable, (nuint)region.Size);
                    _ = Linux.Unmap(region.Writable, (nuint)region.Size);
                }
            }
            regions.Clear();
        }
    }

    private static int RoundUp(int value, int unit) => (value + unit - 1) / unit * unit;

    private static bool TryReserve(int size, [NotNullWhen(true)] out Region? region, [NotNullWhen(false)] out string? reason)
    {
        region = null;
        if (!Environment.Is64BitProcess)
        {
            reason = "Machine code is made for 64-bit processes only.";
            return false;
        }
        try
        {
            if (OperatingSystem.IsWindows())
            {
                return TryReserveOnWindows(size, out region, out reason);
            }
            if (OperatingSystem.IsLinux())
            {
                return TryMapTwice(size, out region, out reason);
            }
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            reason = $"The system has no call for executable memory: {exception.Message}";
            return false;
        }
        reason = "Machine code is made on Linux and Windows only.";
        return false;
    }

    // The same pages have two addresses: one to write to, one to execute. Systems allow this that refuse to make written memory executable.
    private static bool TryMapTwice(int size, [NotNullWhen(true)] out Region? region, [NotNullWhen(false)] out string? reason)
    {
        region = null;
        // Kernels before 6.3 do not know MFD_EXEC; newer ones may be set to expect it.
        var file = Linux.CreateMemoryFile("resnetgen", Linux.CloseOnExec | Linux.Executable);
        file = file >= 0 ? file : Linux.CreateMemoryFile("resnetgen", Linux.CloseOnExec);
        if (file < 0)
        {
            reason = LastError("memfd_create");
            return false;
        }
        try
        {
            if (Linux.Truncate(file, size) != 0)
            {
                reason = LastError("ftruncate");
                return false;
            }
            var executable = Linux.Map(0, (nuint)size, Linux.Read | Linux.Execute, Linux.Shared, file, 0);
            if (executable == Linux.Failed)
            {
                reason = LastError("mmap of executable memory");
                return false;
            }
            var writable = Linux.Map(0, (nuint)size, Linux.Read | Linux.Write, Linux.Shared, file, 0);
            if (writable == Linux.Failed)
            {
                reason = LastError("mmap");
                _ = Linux.Unmap(executable, (nuint)size);
                return false;
            }
            region = new Region(writable, executable, size);
            reason = null;
            return true;
        }
        finally
        {
            // Mappings keep the memory.
            _ = Linux.Close(file);
        }
    }

    private static bool TryReserveOnWindows(
        int size, [NotNullWhen(true)] out Region? region, [NotNullWhen(false)] out string? reason)
    {
        var memory = Windows.VirtualAlloc(0, (nuint)size, Windows.Commit | Windows.Reserve, Windows.ReadWrite);
        region = memory == 0 ? null : new Region(memory, memory, size);
        reason = memory == 0 ? LastError("VirtualAlloc") : null;
        return memory != 0;
    }

    private static bool TryWrite(Region region, ReadOnlySpan<byte> code, out nint function, [NotNullWhen(false)] out string? reason)
    {
        code.CopyTo(new Span<byte>((byte*)region.Writable + region.Used, code.Length));
        function = region.Executable + region.Used;
        reason = null;
        if (!OperatingSystem.IsWindows())
        {
            region.Used += RoundUp(code.Length, LineSize);
            return true;
        }

        // Each function has pages of its own: making a page writable again would stop the functions on it.
        var size = RoundUp(code.Length, PageSize);
        if (!Windows.VirtualProtect(function, (nuint)size, Windows.ExecuteRead, out _))
        {
            reason = LastError("VirtualProtect to executable memory");
            function = 0;
            return false;
        }
        Windows.FlushInstructionCache(Windows.CurrentProcess, function, (nuint)size);
        region.Used += size;
        return true;
    }

    private static string LastError(string call) => $"{call} failed: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}";

    private sealed class Region(nint writable, nint executable, int size)
    {
        public nint Writable { get; } = writable;

        public nint Executable { get; } = executable;

        public int Size { get; } = size;

        public int Used { get; set; }
    }

    private static partial class Linux
    {
        public const uint CloseOnExec = 1, Executable = 0x10;

        public const int Read = 1, Write = 2, Execute = 4;

        public const int Shared = 1;

        public const nint Failed = -1;

        [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static partial int CreateMemoryFile(string name, uint flags);

        [LibraryImport("libc", EntryPoint = "ftruncate", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static partial int Truncate(int file, long size);

        [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static partial nint Map(nint address, nuint size, int protection, int flags, int file, long offset);

        [LibraryImport("libc", EntryPoint = "munmap")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static partial int Unmap(nint address, nuint size);

        [LibraryImport("libc", EntryPoint = "close")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static partial int Close(int file);
    }

    private static partial class Windows
    {
        public const uint Commit = 0x1000, Reserve = 0x2000, Release = 0x8000;

        public const uint ReadWrite = 4, ExecuteRead = 0x20;

        public const nint CurrentProcess = -1;

        [LibraryImport("kernel32", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        public static partial nint VirtualAlloc(nint address, nuint size, uint type, uint protection);

        [LibraryImport("kernel32")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        [return: MarshalAs(UnmanagedType.Bool)]
        public static partial bool VirtualFree(nint address, nuint size, uint type);

        [LibraryImport("kernel32", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        [return: MarshalAs(UnmanagedType.Bool)]
        public static partial bool VirtualProtect(nint address, nuint size, uint protection, out uint previous);

        [LibraryImport("kernel32")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        [return: MarshalAs(UnmanagedType.Bool)]
        public static partial bool FlushInstructionCache(nint process, nint address, nuint size);
    }
}
