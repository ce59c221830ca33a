using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using ResNetGen.Data;
using ResNetGen.Weights;

namespace ResNetGen.Reports;

/// <summary>
/// A run as one page of HTML that needs nothing else: styles, curves and pictures are inside, and its policy forbids it to load anything.
/// It can be read without scripts, in light and dark, on a telephone and on paper.
/// </summary>
public static class Report
{
    /// <summary>Writes the page. It is there whole or not at all.</summary>
    /// <param name="path">The file, usually <c>report.html</c>.</param>
    /// <param name="run">What is to be told.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    /// <exception cref="DatasetException">A picture cannot be read.</exception>
    public static void Write(string path, RunRecord run)
    {
        var page = Encoding.UTF8.GetBytes(Page(run).Text);
        AtomicFile.Write(path, stream => stream.Write(page));
    }

    /// <summary>The page.</summary>
    internal static Html Page(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var script = Resource("report.js");
        var scriptHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        return Html.Of($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="generator" content="ResNetGen">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{scriptHash}'">
            <title>{Headline.Title(run)}</title>
            <link rel="icon" href="data:,">
            <style>{new Html(Resource("report.css"))}</style>
            </head>
            <body>
            <main>
            {Headline.Of(run)}
            {CurvesSection.Of(run)}
            {ClassesSection.Of(run)}
            {AnswersSection.Of(run)}
            {NetworkSection.Of(run)}
            {OriginSection.Of(run)}
            </main>
            <script>{new Html(script)}</script>
            </body>
            </html>

            """);
    }

    private static string Resource(string name)
    {
        var assembly = typeof(Report).Assembly;
        var resource = assembly.GetManifestResourceNames().Single(full => full.EndsWith("." + name, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);

        // A browser sees \n alone, and the script's hash is over what it sees.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
