using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace ResNetGen.Cli.Tests;

/// <summary>Runs commands in this process, as if their output went into files.</summary>
internal static class Resnetgen
{
    public static Task<CommandResult> RunAsync(params string[] arguments) => RunAsync(CancellationToken.None, arguments);

    public static async Task<CommandResult> RunAsync(CancellationToken cancellation, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await CommandLine.RunAsync(arguments, new Terminal(output, error, OutIsTerminal: false, ErrorIsTerminal: false), cancellation);
        return new CommandResult(exitCode, output.ToString(), error.ToString());
    }
}
