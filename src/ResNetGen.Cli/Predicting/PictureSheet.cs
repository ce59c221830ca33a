using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;
using ResNetGen.Images.Png;

namespace ResNetGen.Cli.Predicting;

/// <summary>Pictures with their likeliest classes, as one page that needs nothing else.</summary>
internal static class PictureSheet
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1f2328;--quiet:#57606a;--ground:#ffffff;--card:#f6f8fa;--edge:#d0d7de;--bar:#3b7dc4}
        @media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--quiet:#9aa4af;--ground:#0d1117;--card:#161b22;--edge:#30363d;--bar:#4b8fdd}}
        body{margin:0;padding:24px;background:var(--ground);color:var(--ink);font:14px/1.4 system-ui,sans-serif}
        h1{font-size:20px;margin:0 0 16px}
        main{display:grid;grid-template-columns:repeat(auto-fill,minmax(220px,1fr));gap:16px}
        figure{margin:0;padding:12px;background:var(--card);border:1px solid var(--edge);border-radius:8px;overflow:hidden}
        img{width:100%;aspect-ratio:1;object-fit:contain;image-rendering:pixelated;border-radius:4px}
        figcaption{margin:8px 0 4px;font-size:12px;color:var(--quiet);overflow-wrap:anywhere}
        ol{list-style:none;margin:0;padding:0}
        li{display:grid;grid-template-columns:1fr auto;gap:0 8px}
        li:first-child{font-weight:600}
        li i{grid-column:1/3;height:4px;margin-bottom:4px;border-radius:2px;background:var(--bar)}
        """;

    /// <summary>The page.</summary>
    /// <param name="network">The network's name.</param>
    /// <param name="pictures">What it was shown.</param>
    public static string Write(string network, IReadOnlyList<PredictedPicture> pictures)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Escaped(network)}: {pictures.Count} pictures</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <h1>What {Escaped(network)} sees</h1>
            <main>

            """);
        foreach (var picture in pictures)
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <figure>
                <img alt="{Escaped(picture.File)}" src="data:image/png;base64,{Convert.ToBase64String(PngFile.Encode(picture.Seen))}">
                <figcaption>{Escaped(picture.File)}</figcaption>
                <ol>
                {string.Concat(picture.Top.Select(p => string.Create(CultureInfo.InvariantCulture, $"<li><span>{Escaped(p.Name)}</span><span>{100 * p.Probability:F1} %</span><i style=\"width:{100 * p.Probability:F1}%\"></i></li>")))}
                </ol>
                </figure>

                """);
        }

        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
