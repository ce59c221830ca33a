using System.CommandLine;

namespace ResNetGen.Cli.Commands;

/// <summary><c>emit</c>: what the compiler makes of a spec.</summary>
internal sealed class EmitCommand : Command
{
    public EmitCommand(Terminal terminal)
        : base("emit", "Write what the compiler makes of a spec.")
    {
        Add(new EmitCSharpCommand(terminal));
        Add(new EmitPythonCommand(terminal));
    }
}
