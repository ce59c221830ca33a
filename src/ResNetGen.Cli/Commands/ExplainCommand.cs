using System.CommandLine;

namespace ResNetGen.Cli.Commands;

/// <summary><c>explain</c>: what a network's scores rest on.</summary>
internal sealed class ExplainCommand : Command
{
    public ExplainCommand(Terminal terminal)
        : base("explain", "Look into a network: what its scores rest on, and what it can do without.")
    {
        Add(new ExplainImageCommand(terminal));
        Add(new ExplainLesionsCommand(terminal));
        Add(new ExplainPathsCommand(terminal));
    }
}
