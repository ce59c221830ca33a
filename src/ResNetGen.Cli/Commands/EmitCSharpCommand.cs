using System;
using System.CommandLine;
using System.IO;
using System.Text;
using ResNetGen.Cli.Networks;
using ResNetGen.Cli.Specs;
using ResNetGen.Weights;

namespace ResNetGen.Cli.Commands;

/// <summary><c>emit csharp SPEC</c>: the source that the generator gives a project, the same bytes in a file.</summary>
internal sealed class EmitCSharpCommand : Command
{
    private readonly SpecArgument spec = new();
    private readonly Option<string?> output = new("--output", "-o") { Description = "The file to write; without it the source goes to stdout.", HelpName = "FILE" };
    private readonly Option<string> rootNamespace = new("--namespace") { Description = "The project's namespace, for a spec that says none.", HelpName = "NAME", DefaultValueFactory = _ => "" };
    private readonly Terminal terminal;

    public EmitCSharpCommand(Terminal terminal)
        : base("csharp", "The C# class over TorchSharp, as the generator writes it.")
    {
        this.terminal = terminal;
        Add(spec);
        Add(output);
        Add(rootNamespace);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var file = SpecFile.Read(parsed.GetRequiredValue(spec));
        var source = NetworkSource.Of(file, parsed.GetRequiredValue(rootNamespace));
        file.PrintFindings(terminal.Error, terminal.ErrorIsTerminal);
        if (parsed.GetValue(output) is not { } path)
        {
            terminal.Out.Write(source);
            return ExitCode.Good;
        }

        try
        {
            // A build may be reading it. The compiler, too, marks the encoding at the start of what it writes down.
            AtomicFile.Write(path, stream => stream.Write([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(source)]));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RefusalException($"{path} cannot be written: {error.Message}");
        }

        return ExitCode.Good;
    }
}
