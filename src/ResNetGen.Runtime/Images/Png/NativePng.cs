using System;
using System.Runtime.InteropServices;
using System.Text;
using ResNetGen.Native;

namespace ResNetGen.Images.Png;

/// <summary>The simplified interface of the machine's libpng 1.6, in which errors are results and never jumps over our frames.</summary>
internal static unsafe partial class NativePng
{
    internal const uint Version = 1;
    internal const uint WithAlpha = 1;
    internal const uint Rgb = 2;

    /// <summary>Numbers of 16 bits are on the same scale as those of 8, as all other programs take them.</summary>
    internal const uint SixteenBitsAreSrgb = 4;

    private const string Library = "png16";

    // Linux, Homebrew and Conda, Windows.
    private static readonly MachineLibrary Machine = MachineLibrary.Register(
        Library, "libpng, which reads PNG files,", "libpng16-16", "libpng16.so.16", "libpng16.so", "libpng16.16.dylib", "libpng16.dylib", "libpng16.dll");

    // The library is registered before any function of it is called.
    static NativePng()
    {
    }

    /// <summary>Whether the machine has it.</summary>
    internal static bool IsThere => Machine.IsThere;

    [LibraryImport(Library)]
    internal static partial int png_image_begin_read_from_memory(Image* image, byte* file, nuint length);

    [LibraryImport(Library)]
    internal static partial int png_image_finish_read(Image* image, byte* background, byte* pixels, int stride, void* palette);

    [LibraryImport(Library)]
    internal static partial void png_image_free(Image* image);

    /// <summary>libpng's <c>png_image</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Image
    {
        internal nint Opaque;
        internal uint Version;
        internal uint Width;
        internal uint Height;
        internal uint Format;
        internal uint Flags;
        internal uint PaletteEntries;
        internal uint WarningOrError;
        internal fixed byte Text[64];

        /// <summary>What libpng says is wrong.</summary>
        internal readonly string Message
        {
            get
            {
                fixed (byte* text = Text)
                {
                    var bytes = new ReadOnlySpan<byte>(text, 64);
                    var end = bytes.IndexOf((byte)0);
                    return Encoding.ASCII.GetString(end < 0 ? bytes : bytes[..end]);
                }
            }
        }
    }
}
