using ResNetGen.Images.Png;

namespace ResNetGen.Images;

/// <summary>Pictures in files.</summary>
public static class PictureFile
{
    /// <summary>Reads a JPEG, PNG or BMP file.</summary>
    /// <param name="path">The file; its first bytes say what it is.</param>
    /// <returns>A picture with three channels, the right way up: grey and palettes become colours, what is transparent lies on white, 16 bits become 8.</returns>
    /// <exception cref="PictureException">The file is absent, damaged, too large, or no picture that is read.</exception>
    public static Picture Read(string path) => PictureReader.Usual.Read(path);

    /// <summary>Writes a PNG file, whole or not at all. Its folder is made.</summary>
    /// <param name="path">The file.</param>
    /// <param name="picture">Grey or coloured.</param>
    /// <exception cref="System.IO.IOException">It cannot be written.</exception>
    public static void WritePng(string path, Picture picture) => PngFile.Write(path, picture);
}
