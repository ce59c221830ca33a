using System;
using System.CommandLine;
using System.Text;
using ResNetGen.Cli.Specs;
using ResNetGen.Core.Emitting.Diagrams;
using ResNetGen.Core.Planning;

namespace ResNetGen.Cli.Commands;

/// <summary><c>emit svg SPEC</c> and <c>emit mermaid SPEC</c>: a network as a diagram.</summary>
internal sealed class EmitDiagramCommand : Command
{
    private readonly SpecArgument spec = new();
    private readonly SourceOutput output = new();
    private readonly Option<DiagramLevel> level = new("--level")
    {
        Description = "unit: stages with their units and shortcuts; layer: every layer, of units once a structure.",
        HelpName = "unit|layer",
        DefaultValueFactory = _ => DiagramLevel.Unit,
    };

    private readonly Func<string, NetworkPlan, DiagramLevel, string> write;
    private readonly Terminal terminal;

    /// <param name="terminal">Where it writes.</param>
    /// <param name="name">The command.</param>
    /// <param name="description">What it does.</param>
    /// <param name="write">Writes the diagram.</param>
    public EmitDiagramCommand(Terminal terminal, string name, string description, Func<string, NetworkPlan, DiagramLevel, string> write)
        : base(name, description)
    {
        this.terminal = terminal;
        this.write = write;
        level.AcceptOnlyFromAmong("unit", "layer");
        Add(spec);
        Add(level);
        Add(output);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var file = SpecFile.Read(parsed.GetRequiredValue(spec));
        var diagram = write(file.ClassName, file.Plan, parsed.GetValue(level));
        file.PrintFindings(terminal.Error, terminal.ErrorIsTerminal);
        output.Write(parsed, diagram, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), terminal);
        return ExitCode.Good;
    }
}
