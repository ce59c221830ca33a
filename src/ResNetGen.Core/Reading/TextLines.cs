using System.Collections.Generic;
using ResNetGen.Core.Findings;

namespace ResNetGen.Core.Reading;

/// <summary>Knows the line and column of each character of a text. Lines end with CR, LF, or CR LF.</summary>
internal sealed class TextLines
{
    private readonly string path;
    private readonly List<int> starts = [0];

    public TextLines(string path, string text)
    {
        this.path = path;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && !(i + 1 < text.Length && text[i + 1] == '\n')))
            {
                starts.Add(i + 1);
            }
        }
    }

    public Place PlaceOf(int start, int length)
    {
        var (startLine, startColumn) = PositionOf(start);
        var (endLine, endColumn) = PositionOf(start + length);
        return new Place(path, start, length, startLine, startColumn, endLine, endColumn);
    }

    private (int Line, int Column) PositionOf(int offset)
    {
        var found = starts.BinarySearch(offset);
        var line = found >= 0 ? found : ~found - 1;
        return (line, offset - starts[line]);
    }
}
