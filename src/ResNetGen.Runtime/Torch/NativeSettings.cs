using System;
using System.Globalization;
using System.Runtime.InteropServices;

namespace ResNetGen.Torch;

/// <summary>Settings that OpenMP and the C library read once, so that they have to be made before libtorch is loaded.</summary>
internal static partial class NativeSettings
{
    /// <summary>Sets what the user has not set.</summary>
    public static void Apply()
    {
        // GNU's OpenMP lets threads that wait for each other spin for 10 ms and more, at every layer. As soon as anything else runs on the machine (the threads
        // that prepare batches do), the thread with work waits for a processor that another only heats: two threads are then slower than one. So they sleep
        // after about 0.1 ms.
        if (Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is null)
        {
            Set("GOMP_SPINCOUNT", "5000");
        }

        // OpenMP counts the processors of the machine, .NET those that a container may use.
        Set("OMP_NUM_THREADS", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture));

        // Feature maps of some megabytes come and go at every step. By default the C library maps each one anew, and the system fills it with zeros.
        const int MmapThreshold = -3, TrimThreshold = -1, Keep = 1 << 30;
        try
        {
            _ = mallopt(MmapThreshold, Keep);
            _ = mallopt(TrimThreshold, Keep);
        }
        catch (EntryPointNotFoundException)
        {
            // musl has no such settings.
        }
    }

    // Environment.SetEnvironmentVariable does not reach native code on Linux.
    private static void Set(string name, string value) => _ = setenv(name, value, overwrite: 0);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int setenv(string name, string value, int overwrite);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int mallopt(int parameter, int value);
}
