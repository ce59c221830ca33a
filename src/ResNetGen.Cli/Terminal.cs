using System.IO;
using Spectre.Console;

namespace ResNetGen.Cli;

/// <summary>Where a command writes: results to <see cref="Out"/>, progress and messages to <see cref="Error"/>.</summary>
/// <param name="Out">For results.</param>
/// <param name="Error">For progress, logs and messages.</param>
/// <param name="OutIsTerminal">Whether a person reads the results as they come.</param>
/// <param name="ErrorIsTerminal">Whether a person watches the progress.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, bool OutIsTerminal, bool ErrorIsTerminal)
{
    // Wide enough for every table that is written into a file or a pipe.
    private const int WidthOfFiles = 140;

    /// <summary>The standard streams of this process.</summary>
    public static Terminal OfProcess() =>
        new(System.Console.Out, System.Console.Error, !System.Console.IsOutputRedirected, !System.Console.IsErrorRedirected);

    /// <summary>Tables and colours for results. Colours are left out where nobody sees them or <c>NO_COLOR</c> is set.</summary>
    public IAnsiConsole Results() => Styled(Out, OutIsTerminal);

    /// <summary>Live display and colours for progress. As <see cref="Results"/>, on the other stream.</summary>
    public IAnsiConsole Progress() => Styled(Error, ErrorIsTerminal);

    private static IAnsiConsole Styled(TextWriter writer, bool isTerminal)
    {
        var settings = new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        };
        var console = AnsiConsole.Create(settings);
        if (!isTerminal)
        {
            console.Profile.Width = WidthOfFiles;
        }

        return console;
    }
}
