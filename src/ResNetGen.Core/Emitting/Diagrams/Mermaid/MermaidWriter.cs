using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace ResNetGen.Core.Emitting.Diagrams.Mermaid;

/// <summary>Writes a Mermaid flow chart: boxes, arrows, and boxes around boxes.</summary>
internal sealed class MermaidWriter
{
    private readonly StringBuilder text = new();

    // They come behind all boxes: a box that is named within another one first would be drawn there.
    private readonly StringBuilder arrows = new();
    private int nodes;
    private int level = 1;

    /// <summary>Begins the chart, from top to bottom.</summary>
    public MermaidWriter(string title) => text.Append("---\ntitle: ").Append(Quoted(title)).Append("\n---\nflowchart TD\n");

    /// <summary>A box with lines of text, one under the other.</summary>
    /// <returns>Its name, for arrows.</returns>
    public string Box(string kind, params IReadOnlyList<string> lines) => Node("[", string.Join("<br/>", lines.Select(Escaped)), "]", kind);

    /// <summary>A box with round ends.</summary>
    public string End(string label) => Node("([", Escaped(label), "])", "ending");

    /// <summary>Where two paths join.</summary>
    public string Join(string label) => Node("((", Escaped(label), "))", "joining");

    /// <summary>An arrow, with a text on it where there is one.</summary>
    public void Arrow(string from, string to, string? label = null) =>
        arrows.Append("    ").Append(label is null ? $"{from} --> {to}" : $"{from} -->|\"{Escaped(label)}\"| {to}").Append('\n');

    /// <summary>Opens a box around what comes next.</summary>
    public void Open(string label)
    {
        Line(string.Format(CultureInfo.InvariantCulture, "subgraph g{0}[\"{1}\"]", nodes++, Escaped(label)));
        level++;
        Line("direction TB");
    }

    /// <summary>Closes the box that was opened last.</summary>
    public void Close()
    {
        level--;
        Line("end");
    }

    /// <summary>The chart.</summary>
    public string Write() => text.Append(arrows).Append(Colours).ToString();

    // The fills are light, so the text on them is dark in every theme.
    private const string Colours = """
            classDef convolution fill:#ddeeff,stroke:#3b7dc4,color:#1f2328
            classDef norm fill:#efe6fb,stroke:#8a63c9,color:#1f2328
            classDef activation fill:#fdebd8,stroke:#c9762b,color:#1f2328
            classDef pool fill:#e0f3e4,stroke:#3f9355,color:#1f2328
            classDef linear fill:#fde4e8,stroke:#c5516a,color:#1f2328
            classDef attention fill:#fbf3cc,stroke:#a98a17,color:#1f2328
            classDef unit fill:#e4ecf7,stroke:#4a6fa5,color:#1f2328
            classDef other fill:#eaeef2,stroke:#8c959f,color:#1f2328
            classDef ending fill:#ffffff,stroke:#57606a,color:#1f2328
            classDef joining fill:#ffffff,stroke:#57606a,color:#1f2328

        """;

    private static string Escaped(string text) => text.Replace("&", "#amp;").Replace("\"", "#quot;").Replace("<", "#lt;").Replace(">", "#gt;");

    private static string Quoted(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";

    private string Node(string open, string label, string close, string kind)
    {
        var node = string.Format(CultureInfo.InvariantCulture, "n{0}", nodes++);
        Line($"{node}{open}\"{label}\"{close}:::{kind}");
        return node;
    }

    private void Line(string line) => text.Append(' ', level * 4).Append(line).Append('\n');
}
