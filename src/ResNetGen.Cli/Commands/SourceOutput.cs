using System;
using System.CommandLine;
using System.IO;
using System.Text;
using ResNetGen.Weights;

namespace ResNetGen.Cli.Commands;

/// <summary>Where a source goes that a command emits.</summary>
internal sealed class SourceOutput : Option<string?>
{
    public SourceOutput()
        : base("--output", "-o")
    {
        Description = "The file to write; without it the source goes to stdout.";
        HelpName = "FILE";
    }

    /// <summary>Writes a source.</summary>
    /// <param name="parsed">Where to.</param>
    /// <param name="source">The source.</param>
    /// <param name="encoding">UTF-8; a file begins with its preamble.</param>
    /// <param name="terminal">What has stdout.</param>
    /// <exception cref="RefusalException">The file cannot be written.</exception>
    public void Write(ParseResult parsed, string source, Encoding encoding, Terminal terminal)
    {
        if (parsed.GetValue(this) is not { } path)
        {
            terminal.Out.Write(source);
            return;
        }

        try
        {
            // Something may be reading it: a build, Python.
            AtomicFile.Write(path, stream => stream.Write([.. encoding.Preamble, .. encoding.GetBytes(source)]));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RefusalException($"{path} cannot be written: {error.Message}");
        }
    }
}
