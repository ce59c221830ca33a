using System.IO;
using ResNetGen.Images;

namespace ResNetGen.Cli.Tests;

/// <summary>A folder of PNG files in two classes, bright and dark, a few pixels larger than the network's input.</summary>
internal static class SmallPictures
{
    /// <summary>Writes <c>train</c> with 20 pictures a class and <c>test</c> with 5, or without parts all of them together.</summary>
    public static string Write(ScratchFolder folder, bool areDivided = true)
    {
        var path = folder.File("pictures");
        for (var i = 0; i < 25; i++)
        {
            foreach (var name in new[] { "bright", "dark" })
            {
                var picture = new Picture(40 + (i % 3), 36);
                for (var place = 0; place < picture.Pixels.Length; place++)
                {
                    picture.Pixels[place] = (byte)((name == "bright" ? 180 : 20) + ((place * 7 * (i + 1)) % 50));
                }

                PictureFile.WritePng(Path.Combine(path, areDivided ? i < 20 ? "train" : "test" : "", name, $"{i:d2}.png"), picture);
            }
        }

        return path;
    }
}
