using System;
using System.Text;

namespace ResNetGen.Core.Emitting;

/// <summary>Writes source: lines, indented by blocks, ended by <c>\n</c> on every machine.</summary>
internal abstract class BlockWriter
{
    private const int SpacesALevel = 4;

    private readonly StringBuilder text = new();
    private int level;
    private bool isBlockStart = true;

    /// <summary>How many characters stand in front of a line.</summary>
    protected int Indentation => level * SpacesALevel;

    /// <summary>The line between a block's head and its contents; null for none.</summary>
    protected virtual string? Open => null;

    /// <summary>The line behind a block; null for none.</summary>
    protected virtual string? Close => null;

    /// <summary>How many empty lines stand between what is in no block.</summary>
    protected virtual int OuterGap => 1;

    /// <summary>Writes lines, which may be several in one text.</summary>
    public void Line(string lines)
    {
        foreach (var line in lines.Split('\n'))
        {
            if (line.Length > 0)
            {
                text.Append(' ', Indentation).Append(line);
            }

            text.Append('\n');
        }

        isBlockStart = false;
    }

    /// <summary>Writes an empty line, or several outside blocks; none as the first of a block.</summary>
    public void Gap()
    {
        if (!isBlockStart)
        {
            text.Append('\n', level == 0 ? OuterGap : 1);
        }

        isBlockStart = true;
    }

    /// <summary>Opens a block, which ends where the result is disposed of.</summary>
    /// <param name="head">The line before it.</param>
    /// <param name="close">The line behind it; null for the language's.</param>
    public IDisposable Block(string head, string? close = null)
    {
        Line(head);
        if (Open is not null)
        {
            Line(Open);
        }

        level++;
        isBlockStart = true;
        return new End(this, close ?? Close);
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    /// <summary>Indents what comes next by one level more, or less.</summary>
    protected void Indent(int levels) => level += levels;

    private sealed class End : IDisposable
    {
        private readonly BlockWriter writer;
        private readonly string? close;

        public End(BlockWriter writer, string? close)
        {
            this.writer = writer;
            this.close = close;
        }

        public void Dispose()
        {
            writer.level--;
            writer.isBlockStart = false;
            if (close is not null)
            {
                writer.Line(close);
            }
        }
    }
}
