using System.CommandLine;
using System.Text;
using ResNetGen.Cli.Specs;
using ResNetGen.Core.Emitting.Python;

namespace ResNetGen.Cli.Commands;

/// <summary><c>emit python SPEC</c>: the network as a module of PyTorch, with the same keys and the same numbers.</summary>
internal sealed class EmitPythonCommand : Command
{
    private readonly SpecArgument spec = new();
    private readonly SourceOutput output = new();
    private readonly Terminal terminal;

    public EmitPythonCommand(Terminal terminal)
        : base("python", "A Python file over PyTorch alone; weights of ours are weights of its module.")
    {
        this.terminal = terminal;
        Add(spec);
        Add(output);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var file = SpecFile.Read(parsed.GetRequiredValue(spec));
        var source = NetworkEmitter.Emit(file.ClassName, file.Plan);
        file.PrintFindings(terminal.Error, terminal.ErrorIsTerminal);
        output.Write(parsed, source, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), terminal);
        return ExitCode.Good;
    }
}
