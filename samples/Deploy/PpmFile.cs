using System.Globalization;
using System.IO;
using System.Text;

namespace Deploy;

/// <summary>Binary PPM files, which every image program writes: "P6", width, height and 255 as text, then red, green and blue of each pixel.</summary>
internal static class PpmFile
{
    /// <summary>Reads an image.</summary>
    public static (byte[] Rgb, int Height, int Width) Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var place = 0;
        if (Word() != "P6" || !IsNumber(Word(), out var width) || !IsNumber(Word(), out var height) || Word() != "255")
        {
            throw new InvalidDataException($"{path}: this is not a binary PPM file with 8 bits a channel.");
        }

        // One blank stands between the header and the pixels.
        place++;
        return (long)width * height * 3 == bytes.Length - place
            ? (bytes[place..], height, width)
            : throw new InvalidDataException($"{path}: {width} x {height} pixels need {3L * width * height} bytes, and the file has {bytes.Length - place}.");

        string Word()
        {
            // A comment starts with # and ends with its line.
            for (var isComment = false; place < bytes.Length && (isComment || IsBlank(bytes[place]) || bytes[place] == '#'); place++)
            {
                isComment = bytes[place] == '#' || (isComment && bytes[place] != '\n');
            }

            var start = place;
            while (place < bytes.Length && !IsBlank(bytes[place]))
            {
                place++;
            }

            return Encoding.ASCII.GetString(bytes, start, place - start);
        }
    }

    private static bool IsBlank(byte character) => character is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private static bool IsNumber(string word, out int number) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
}
