using System.Runtime.InteropServices;
using ResNetGen.Native;

namespace ResNetGen.Images.Jpeg;

/// <summary>The functions of the machine's libjpeg-turbo that are needed here, as its versions 2 and 3 have them. A handle is for one thread at a time.</summary>
internal static unsafe partial class NativeJpeg
{
    internal const int Rgb = 0;
    internal const int Cmyk = 11;

    /// <summary>The colour spaces of files: from this one on they are of four inks.</summary>
    internal const int FirstOfFourInks = 3;

    /// <summary>A file of few bytes can ask for the same pixels to be worked out thousands of times: 500 scans are the end.</summary>
    internal const int LimitScans = 32768;

    /// <summary>The picture was decoded, and something is wrong with the file.</summary>
    internal const int Warning = 0;

    private const string Library = "turbojpeg";

    // Linux, Homebrew, Windows.
    private static readonly MachineLibrary Machine = MachineLibrary.Register(
        Library, "libjpeg-turbo, which reads JPEG files,", "libturbojpeg0", "libturbojpeg.so.0", "libturbojpeg.so", "libturbojpeg.0.dylib", "libturbojpeg.dylib", "turbojpeg.dll");

    // The library is registered before any function of it is called.
    static NativeJpeg()
    {
    }

    /// <summary>Whether the machine has it.</summary>
    internal static bool IsThere => Machine.IsThere;

    [LibraryImport(Library)]
    internal static partial nint tjInitDecompress();

    [LibraryImport(Library)]
    internal static partial int tjDecompressHeader3(nint handle, byte* file, CULong length, int* width, int* height, int* subsampling, int* colorSpace);

    [LibraryImport(Library)]
    internal static partial int tjDecompress2(nint handle, byte* file, CULong length, byte* pixels, int width, int pitch, int height, int pixelFormat, int flags);

    [LibraryImport(Library)]
    internal static partial nint tjGetErrorStr2(nint handle);

    [LibraryImport(Library)]
    internal static partial int tjGetErrorCode(nint handle);

    [LibraryImport(Library)]
    internal static partial int tjDestroy(nint handle);
}
