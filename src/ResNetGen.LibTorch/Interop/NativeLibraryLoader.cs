using System;
using System.IO;
using System.Reflection;
using System.Runtime.InteropServices;

namespace ResNetGen.LibTorch.Interop;

/// <summary>Finds the native library, and through it libtorch, and sets it up before the first call.</summary>
internal static partial class NativeLibraryLoader
{
    internal const string Install = "apt-get install -y libtorch-dev libopenblas0-openmp g++ cmake make";

    private const string FileName = "libresnetgen_torch.so";

    private static nint s_library;

    /// <summary>Makes the runtime ask here for the library behind <see cref="NativeMethods"/>.</summary>
    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(NativeLibraryLoader).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        string.Equals(name, NativeMethods.Library, StringComparison.Ordinal) ? Library() : 0;

    private static unsafe nint Library()
    {
        if (s_library != 0)
        {
            return s_library;
        }

        var path = Path.Combine(AppContext.BaseDirectory, FileName);
        if (!File.Exists(path))
        {
            path = Path.Combine(Path.GetDirectoryName(typeof(NativeLibraryLoader).Assembly.Location) ?? AppContext.BaseDirectory, FileName);
        }

        if (!File.Exists(path))
        {
            throw new DllNotFoundException(
                $"{path} is missing: it is built with the project ResNetGen.LibTorch and lies beside its assembly. Build that project; it needs '{Install}'.");
        }

        LimitSpinning();
        nint library;
        try
        {
            library = NativeLibrary.Load(path);
        }
        catch (DllNotFoundException exception)
        {
            // The runtime's advice on strace and LD_DEBUG comes first, the loader's reason last.
            var reason = exception.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];
            throw new DllNotFoundException(
                $"{path} cannot be loaded: {reason}. If libtorch is missing: '{Install}'; if it was replaced by another, build again.", exception);
        }

        ((delegate* unmanaged<int, byte>)NativeLibrary.GetExport(library, "rg_initialize"))(ThreadCount());
        s_library = library;
        return library;
    }

    /// <summary>
    /// Lets OpenMP's threads sleep after some 0.1 ms of waiting for each other. GNU's would spin for 10 ms and more, at every layer: where anything else
    /// runs on the machine (the threads that prepare batches do), the one that has work then waits for a processor that another only heats.
    /// </summary>
    private static void LimitSpinning()
    {
        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is null)
        {
            // The C library's environment, which OpenMP reads when it is loaded; .NET keeps a copy of its own. What the user has set stays.
            _ = setenv("GOMP_SPINCOUNT", "5000", 0);
        }
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int setenv(string name, string value, int overwrite);

    /// <summary>OMP_NUM_THREADS where it is set, else the processors that this process may use (affinity and cgroup quota counted).</summary>
    private static int ThreadCount() =>
        int.TryParse(Environment.GetEnvironmentVariable("OMP_NUM_THREADS")?.Split(',')[0], out var threads) && threads > 0
            ? threads
            : Environment.ProcessorCount;
}
