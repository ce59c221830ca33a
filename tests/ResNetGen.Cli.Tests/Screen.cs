using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ResNetGen.Cli.Tests;

/// <summary>What a terminal shows of what was written to it: of the control sequences, those that move the cursor and erase.</summary>
internal static class Screen
{
    /// <summary>The lines that are not empty.</summary>
    public static IReadOnlyList<string> Of(string written, int width)
    {
        var lines = new List<char[]> { Blank(width) };
        var (row, column) = (0, 0);
        for (var i = 0; i < written.Length; i++)
        {
            switch (written[i])
            {
                case '\r':
                    column = 0;
                    break;
                case '\n':
                    (row, column) = (row + 1, 0);
                    break;
                case '\u001b':
                    var end = i + 2;
                    while (!char.IsAsciiLetter(written[end]))
                    {
                        end++;
                    }

                    Control(written[end], written[(i + 2)..end]);
                    i = end;
                    break;
                default:
                    Assert.InRange(column, 0, width - 1);
                    lines[row][column++] = written[i];
                    break;
            }

            while (lines.Count <= row)
            {
                lines.Add(Blank(width));
            }
        }

        return [.. lines.Select(line => new string(line).TrimEnd()).Where(line => line.Length > 0)];

        void Control(char kind, string argument)
        {
            var count = int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 1;
            switch (kind)
            {
                case 'A':
                    row -= count;
                    break;
                case 'K':
                    Array.Fill(lines[row], ' ');
                    break;
                case 'm' or 'h' or 'l':
                    break;
                default:
                    Assert.Fail($"an unknown control sequence: {argument}{kind}");
                    break;
            }
        }
    }

    private static char[] Blank(int width) => [.. Enumerable.Repeat(' ', width)];
}
