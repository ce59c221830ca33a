using System.Collections.Generic;
using ResNetGen.Images.Jpeg;
using ResNetGen.Images.Png;
using ResNetGen.Weights.Keras.Hdf5;

namespace ResNetGen.Native;

/// <summary>A native library of the machine that reads one kind of file. Everything else works without it.</summary>
/// <param name="Files">Which files it reads.</param>
/// <param name="IsThere">Whether the machine has it.</param>
/// <param name="Package">Debian's package.</param>
public sealed record FileLibrary(string Files, bool IsThere, string Package)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<FileLibrary> OfThisMachine() =>
    [
        new("JPEG pictures", NativeJpeg.IsThere, "libturbojpeg0"),
        new("PNG pictures", NativePng.IsThere, "libpng16-16"),
        new("weights of Keras", NativeHdf5.IsThere, "libhdf5-103-1"),
    ];
}
