namespace ResNetGen.Core.Emitting.Python;

/// <summary>Writes Python: blocks by indentation alone, and lines that are not too long.</summary>
internal sealed class PythonWriter : BlockWriter
{
    private const int WidestLine = 110;
    private const int Quotes = 3;

    /// <inheritdoc/>
    protected override int OuterGap => 2;

    /// <summary>Writes a line that has a bracketed expression in it, with a line for each item where it is too long.</summary>
    public void Line(string before, Bracketed expression, string after)
    {
        var line = before + expression + after;
        if (Indentation + line.Length <= WidestLine)
        {
            Line(line);
            return;
        }

        Line(before + expression.Open);
        Indent(1);
        foreach (var item in expression.Items)
        {
            Line(item + (expression.IsComprehension ? "" : ","));
        }

        Indent(-1);
        Line(expression.Close + after);
    }

    /// <summary>Writes a documentation string, on as many lines as it takes.</summary>
    public void Docstring(string sentences)
    {
        var line = "\"\"\"";
        var isLong = false;
        foreach (var word in PythonText.InDocstring(sentences).Split(' '))
        {
            if (Indentation + line.Length + 1 + word.Length > WidestLine - Quotes)
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
}
