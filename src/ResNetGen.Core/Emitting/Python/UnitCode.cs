using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Emitting.Python;

/// <summary>Writes the class of units of one structure.</summary>
internal sealed class UnitCode
{
    private readonly UnitPlan unit;
    private readonly ModuleLayout layout;
    private readonly LayerPlaces places;
    private readonly PythonWriter source;

    public UnitCode(UnitPlan unit, ModuleLayout layout, PythonWriter source)
    {
        this.unit = unit;
        this.layout = layout;
        this.source = source;
        places = IsModule ? new OwnLayers(isOpen: false) : layout.IsNumbered ? new NumberedLayers(unit) : new NetworkLayers(layout.HasLevels);
    }

    private bool IsModule => layout.Home != UnitHome.Network;

    private IEnumerable<string> Parameters => UnitArguments.Of(unit).Select(a => a.Name + ": int" + (UnitArguments.IsOptional(a.Name) ? " = 1" : ""));

    public void Write()
    {
        source.Gap();
        using (source.Block($"class {unit.Structure}{(IsModule ? "(nn.Module)" : "")}:"))
        {
            source.Docstring(unit.Description + (IsModule ? "" : " Its layers are the network's."));
            source.Gap();
            WriteConstructor();
            source.Gap();
            WriteForward();
        }
    }

    private void WriteConstructor()
    {
        var parameters = Parameters.ToList();
        if (!IsModule)
        {
            parameters.InsertRange(0, layout.IsNumbered ? ["network: nn.Module"] : ["network: nn.Module", "key: str"]);
        }

        using (source.Block($"def __init__({string.Join(", ", parameters.Prepend("self"))}) -> None:"))
        {
            if (!layout.IsNumbered)
            {
                source.Line(IsModule ? "super().__init__()" : "self.key = key");
            }

            foreach (var layer in unit.Graph.Layers)
            {
                places.Put(source, layout.OfUnitLayer(layer.Key!), LayerCode.Create(layer));
            }

            if (unit.Graph.Operations.OfType<ChannelPadding>().FirstOrDefault() is { } padding)
            {
                WritePadding(padding);
            }

            if (unit.Graph.Operations.Any(o => o is StochasticDepth))
            {
                source.Line("self.survival = 1.0");
            }
        }
    }

    private void WritePadding(ChannelPadding padding)
    {
        var (inputs, outputs) = (SourceText.Of(padding.InChannels), SourceText.Of(padding.OutChannels));
        source.Line("# Before and after, the last dimension first: columns, rows, channels.");
        if (padding.Zeros == ZeroChannels.After)
        {
            source.Line($"self.padding = (0, 0, 0, 0, 0, {outputs} - {inputs})");
            return;
        }

        source.Line($"added = {outputs} - {inputs}");
        source.Line("self.padding = (0, 0, 0, 0, added // 2, added - added // 2)");
    }

    private void WriteForward()
    {
        using (source.Block(IsModule
            ? "def forward(self, x: Tensor) -> Tensor:"
            : "def __call__(self, network: nn.Module, x: Tensor) -> Tensor:"))
        {
            if (!IsModule)
            {
                using (source.Block("def layer(name: str) -> nn.Module:"))
                {
                    source.Line(layout.IsNumbered ? "return network.get_submodule(name)" : "return network.get_submodule(self.key + name)");
                }

                source.Gap();
            }

            foreach (var statement in ForwardCode.Write(unit.Graph, places, layout.OfUnitLayer, "y"))
            {
                WriteStatement(statement);
            }
        }
    }

    private void WriteStatement(Statement statement)
    {
        if (statement.Variable == Statement.Skips)
        {
            using (source.Block($"if {places.Owner}.training and torch.rand(1).item() >= self.survival:"))
            {
                source.Line($"return {statement.Expression}");
            }

            return;
        }

        source.Line(statement.Variable is null ? $"return {statement.Expression}" : $"{statement.Variable} = {statement.Expression}");
    }
}
