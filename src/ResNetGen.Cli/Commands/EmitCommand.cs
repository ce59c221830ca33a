using System.CommandLine;
using ResNetGen.Core.Emitting.Diagrams.Mermaid;
using ResNetGen.Core.Emitting.Diagrams.Svg;

namespace ResNetGen.Cli.Commands;

/// <summary><c>emit</c>: what the compiler makes of a spec.</summary>
internal sealed class EmitCommand : Command
{
    public EmitCommand(Terminal terminal)
        : base("emit", "Write what the compiler makes of a spec.")
    {
        Add(new EmitCSharpCommand(terminal));
        Add(new EmitPythonCommand(terminal));
        Add(new EmitDiagramCommand(terminal, "svg", "A diagram as a picture, light or dark as its reader has it.", SvgDiagram.Write));
        Add(new EmitDiagramCommand(terminal, "mermaid", "A diagram in Mermaid's language, which GitHub and many editors draw.", MermaidDiagram.Write));
    }
}
