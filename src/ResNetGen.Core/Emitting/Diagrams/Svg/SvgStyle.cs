using System.Globalization;
using System.Linq;

namespace ResNetGen.Core.Emitting.Diagrams.Svg;

/// <summary>The style sheet of a diagram. Colours are spelled out for light and dark, because programs that make papers know no variables.</summary>
internal static class SvgStyle
{
    /// <summary>The class of a diagram's root, under which all rules stand, so that a page that holds it keeps its own.</summary>
    public const string Root = "resnetgen";

    private static readonly (string Selector, string Light, string Dark)[] Colours =
    [
        (".ground", "fill:#ffffff", "fill:#0d1117"),
        (".panel", "fill:#f6f8fa;stroke:#d0d7de", "fill:#161b22;stroke:#30363d"),
        (".frame", "fill:none;stroke:#8c959f", "fill:none;stroke:#6e7681"),
        (".line", "fill:none;stroke:#57606a", "fill:none;stroke:#9aa4af"),
        (".tip", "fill:#57606a", "fill:#9aa4af"),
        (".join", "fill:#ffffff;stroke:#57606a", "fill:#0d1117;stroke:#9aa4af"),
        ("text", "fill:#1f2328", "fill:#e6edf3"),
        (".quiet", "fill:#57606a", "fill:#9aa4af"),
        (".box rect", "fill:#eaeef2;stroke:#8c959f", "fill:#21262d;stroke:#6e7681"),
        (".unit rect", "fill:#e4ecf7;stroke:#4a6fa5", "fill:#1a2738;stroke:#6b93cc"),
        (".convolution rect", "fill:#ddeeff;stroke:#3b7dc4", "fill:#10294a;stroke:#4b8fdd"),
        (".norm rect", "fill:#efe6fb;stroke:#8a63c9", "fill:#2a1d45;stroke:#9b78d8"),
        (".activation rect", "fill:#fdebd8;stroke:#c9762b", "fill:#3f2610;stroke:#d08b48"),
        (".pool rect", "fill:#e0f3e4;stroke:#3f9355", "fill:#12331c;stroke:#4fa866"),
        (".linear rect", "fill:#fde4e8;stroke:#c5516a", "fill:#421a24;stroke:#d56d84"),
        (".attention rect", "fill:#fbf3cc;stroke:#a98a17", "fill:#362d0a;stroke:#b99d33"),
        (".end rect", "fill:#ffffff;stroke:#57606a", "fill:#0d1117;stroke:#9aa4af"),
    ];

    /// <summary>The rules.</summary>
    public static string Text { get; } = string.Join(
        "\n",
        new[] { $".{Root} text{{font-family:sans-serif}}", $".{Root} .line,.{Root} .join{{stroke-width:1.5}}", $".{Root} .frame{{stroke-dasharray:4 3}}" }
            .Concat(TextStyle.All.Select(Rule))
            .Concat(Colours.Select(c => $".{Root} {c.Selector}{{{c.Light}}}"))
            .Append("@media (prefers-color-scheme:dark){")
            .Concat(Colours.Select(c => $".{Root} {c.Selector}{{{c.Dark}}}"))
            .Append("}"));

    private static string Rule(TextStyle style) => string.Format(
        CultureInfo.InvariantCulture, ".{0} .{1}{{font-size:{2}px{3}}}", Root, style.Class, style.Size, style.IsBold ? ";font-weight:bold" : "");
}
