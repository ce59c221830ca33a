using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using ResNetGen.Core.Findings;

namespace ResNetGen.Cli.Specs;

/// <summary>Prints findings as compilers do: <c>file(line,column): error RNG202: message</c>, places counted from 1.</summary>
internal static class FindingPrinter
{
    /// <summary>The severity as compilers write it.</summary>
    public static string Word(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "info",
    };

    /// <summary>One finding on one line.</summary>
    public static string Line(Finding finding)
    {
        var place = finding.Place;
        return FormattableString.Invariant(
            $"{place.Path}({place.StartLine + 1},{place.StartColumn + 1}): {Word(finding.Kind.Severity)} {finding.Kind.Id}: {finding.Message}");
    }

    /// <summary>Prints findings of one spec.</summary>
    /// <param name="findings">What was found.</param>
    /// <param name="text">The spec that the places are in.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="underline">For people: the line of text too, and the characters concerned underlined.</param>
    public static void Print(IEnumerable<Finding> findings, string text, TextWriter writer, bool underline)
    {
        foreach (var finding in findings)
        {
            writer.WriteLine(Line(finding));
            if (underline)
            {
                Underline(finding, text, writer);
            }
        }
    }

    private static void Underline(Finding finding, string text, TextWriter writer)
    {
        var place = finding.Place;
        var lines = text.Split('\n');
        if (place.StartLine >= lines.Length)
        {
            return;
        }

        var line = lines[place.StartLine].TrimEnd('\r');
        var end = place.EndLine == place.StartLine ? place.EndColumn : line.Length;
        var number = (place.StartLine + 1).ToString(CultureInfo.InvariantCulture);
        var margin = new string(' ', number.Length);

        // Tabs stay tabs, so that the marks stand under their characters.
        var before = string.Concat(line[..Math.Min(place.StartColumn, line.Length)].Select(character => character == '\t' ? '\t' : ' '));
        writer.WriteLine($"  {number} | {line}");
        writer.WriteLine($"  {margin} | {before}{new string('^', Math.Max(1, end - place.StartColumn))}");
    }
}
