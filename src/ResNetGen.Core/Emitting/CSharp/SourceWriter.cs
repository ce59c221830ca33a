using System;
using System.Text;

namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>Writes C#: lines, indented by blocks, ended by <c>\n</c> on every machine.</summary>
internal sealed class SourceWriter
{
    private const int SpacesALevel = 4;

    private readonly StringBuilder text = new();
    private int level;
    private bool isBlockStart = true;

    /// <summary>Writes lines, which may be several in one text.</summary>
    public void Line(string lines)
    {
        foreach (var line in lines.Split('\n'))
        {
            if (line.Length > 0)
            {
                text.Append(' ', level * SpacesALevel).Append(line);
            }

            text.Append('\n');
        }

        isBlockStart = false;
    }

    /// <summary>Writes an empty line, except as the first of a block.</summary>
    public void Gap()
    {
        if (!isBlockStart)
        {
            text.Append('\n');
        }

        isBlockStart = true;
    }

    /// <summary>Writes a documentation comment of one element.</summary>
    public void Summary(string sentence) => Line("/// <summary>" + sentence + "</summary>");

    /// <summary>Opens a block, which ends where the result is disposed of.</summary>
    public IDisposable Block(string head)
    {
        Line(head);
        Line("{");
        level++;
        isBlockStart = true;
        return new End(this);
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    private sealed class End : IDisposable
    {
        private readonly SourceWriter writer;

        public End(SourceWriter writer) => this.writer = writer;

        public void Dispose()
        {
            writer.level--;
            writer.Line("}");
        }
    }
}
