using System.CommandLine;
using System.Text;
using ResNetGen.Cli.Networks;
using ResNetGen.Cli.Specs;

namespace ResNetGen.Cli.Commands;

/// <summary><c>emit csharp SPEC</c>: the source that the generator gives a project, the same bytes in a file.</summary>
internal sealed class EmitCSharpCommand : Command
{
    private readonly SpecArgument spec = new();
    private readonly SourceOutput output = new();
    private readonly Option<string> rootNamespace = new("--namespace") { Description = "The project's namespace, for a spec that says none.", HelpName = "NAME", DefaultValueFactory = _ => "" };
    private readonly Option<bool> graph = new("--graph") { Description = "The part with the network's graph, which inference reads, instead of the module." };
    private readonly Terminal terminal;

    public EmitCSharpCommand(Terminal terminal)
        : base("csharp", "The C# class, as the generator writes it.")
    {
        this.terminal = terminal;
        Add(spec);
        Add(output);
        Add(rootNamespace);
        Add(graph);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var file = SpecFile.Read(parsed.GetRequiredValue(spec));
        var source = NetworkSource.Of(file, parsed.GetRequiredValue(rootNamespace), parsed.GetValue(graph));
        file.PrintFindings(terminal.Error, terminal.ErrorIsTerminal);

        // The compiler, too, marks the encoding at the start of what it writes down.
        output.Write(parsed, source, Encoding.UTF8, terminal);
        return ExitCode.Good;
    }
}
