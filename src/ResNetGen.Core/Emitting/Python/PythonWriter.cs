using System;
using System.Text;

namespace ResNetGen.Core.Emitting.Python;

/// <summary>Writes Python: lines, indented by blocks, ended by <c>\n</c> on every machine.</summary>
internal sealed class PythonWriter
{
    private const int SpacesALevel = 4;
    private const int WidestLine = 110;
    private const int Quotes = 3;

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

    /// <summary>Writes a line that has a bracketed expression in it, with a line for each item where it is too long.</summary>
    public void Line(string before, Bracketed expression, string after)
    {
        var line = before + expression + after;
        if ((level * SpacesALevel) + line.Length <= WidestLine)
        {
            Line(line);
            return;
        }

        Line(before + expression.Open);
        level++;
        foreach (var item in expression.Items)
        {
            Line(item + (expression.IsComprehension ? "" : ","));
        }

        level--;
        Line(expression.Close + after);
    }

    /// <summary>Writes a documentation string, on as many lines as it takes.</summary>
    public void Docstring(string sentences)
    {
        var line = "\"\"\"";
        var isLong = false;
        foreach (var word in PythonText.InDocstring(sentences).Split(' '))
        {
            if ((level * SpacesALevel) + line.Length + 1 + word.Length > WidestLine - Quotes)
            {
                Line(line);
                line = word;
                isLong = true;
            }
            else
            {
                line += (line.Length == 0 || line == "\"\"\"" ? "" : " ") + word;
            }
        }

        Line(line + (isLong ? "\n" : "") + "\"\"\"");
    }

    /// <summary>Writes an empty line, two between what stands in no block; none as the first of a block.</summary>
    public void Gap()
    {
        if (!isBlockStart)
        {
            text.Append(level == 0 ? "\n\n" : "\n");
        }

        isBlockStart = true;
    }

    /// <summary>Opens a block, which ends where the result is disposed of.</summary>
    public IDisposable Block(string head)
    {
        Line(head);
        level++;
        isBlockStart = true;
        return new End(this);
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    private sealed class End : IDisposable
    {
        private readonly PythonWriter writer;

        public End(PythonWriter writer) => this.writer = writer;

        public void Dispose()
        {
            writer.level--;
            writer.isBlockStart = false;
        }
    }
}
