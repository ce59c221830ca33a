using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>Writes the classes of a network's units: one a structure, and a base class with the layers that all have.</summary>
internal sealed class UnitClasses
{
    private readonly UnitFamily family;
    private readonly TypeNames names;
    private readonly SourceWriter source;

    public UnitClasses(UnitFamily family, TypeNames names, SourceWriter source)
    {
        this.family = family;
        this.names = names;
        this.source = source;
    }

    public void Write()
    {
        if (family.HasBase)
        {
            WriteBase();
        }

        for (var i = 0; i < family.Structures.Count; i++)
        {
            WriteStructure(i);
        }
    }

    private void WriteBase()
    {
        var graph = family.Structures[0].Graph;
        source.Gap();
        source.Summary("The layers that all units have.");
        using (source.Block($"public abstract class {family.TypeName} : {names.Module}"))
        {
            foreach (var layer in family.Common)
            {
                source.Line($"private protected readonly {LayerCode.TypeOf(layer, names)} {layer.Key};");
            }

            source.Gap();
            var parameters = family.Arguments.Select(a => a.IsStride ? $"int {a.Name} = 1" : $"int {a.Name}").Prepend("string name");
            using (source.Block($"private protected {family.TypeName}({string.Join(", ", parameters)})\n    : base(name)"))
            {
                foreach (var layer in family.Common)
                {
                    var quantity = 0;
                    Register(layer, _ => family.Write(layer, quantity++));
                }
            }

            foreach (var layer in family.Common)
            {
                WriteProperty(layer, graph, "public", "");
            }

            foreach (var (layer, owner) in family.Optional)
            {
                source.Gap();
                source.Summary($"{LayerCode.Describe(layer, owner)}; null in units without it.");
                source.Line($"public virtual {LayerCode.TypeOf(layer, names)}? {Identifier.PropertyOf(layer.Key!)} => null;");
            }

            WriteRegisterComponents();
        }
    }

    private void WriteStructure(int index)
    {
        var structure = family.Structures[index];
        var own = family.OwnLayers(structure).ToList();
        source.Gap();
        source.Summary(structure.Description);
        using (source.Block($"public sealed class {structure.Structure} : {(family.HasBase ? family.TypeName : names.Module)}"))
        {
            foreach (var layer in own)
            {
                source.Line($"private readonly {LayerCode.TypeOf(layer, names)} {layer.Key};");
            }

            var padding = structure.Graph.Operations.OfType<ChannelPadding>().FirstOrDefault();
            if (padding is not null)
            {
                source.Line("private readonly long[] padding;");
            }

            source.Gap();
            WriteConstructor(structure, index, own, padding);
            foreach (var layer in own)
            {
                WriteProperty(layer, structure.Graph, family.HasBase ? "public override" : "public", "");
            }

            WriteForward(structure);
            if (!family.HasBase)
            {
                WriteRegisterComponents();
            }
        }
    }

    private void WriteConstructor(UnitPlan structure, int index, IReadOnlyList<Operation> own, ChannelPadding? padding)
    {
        var parameters = UnitCode.ArgumentsOf(structure).Select(a => a.Name == "stride" ? "int stride = 1" : "int " + a.Name);
        var passed = family.HasBase ? string.Concat(family.Arguments.Select(a => Passed(a, index))) : "";
        using (source.Block($"internal {structure.Structure}({string.Join(", ", parameters)})\n    : base(nameof({structure.Structure}){passed})"))
        {
            foreach (var layer in own)
            {
                Register(layer, SourceText.Of);
            }

            if (padding is not null)
            {
                var (inputs, outputs) = (SourceText.Of(padding.InChannels), SourceText.Of(padding.OutChannels));
                source.Line($"// Before and after, the last dimension first: columns, rows, channels.\nvar added = {outputs} - {inputs};");
                source.Line("padding = new long[] { 0, 0, 0, 0, added / 2, added - (added / 2) };");
            }
        }
    }

    private static string Passed(SharedArgument argument, int index)
    {
        var text = SourceText.Of(argument.OfStructures[index]);
        return argument.IsStride ? LayerCode.StrideArgument(text) : ", " + text;
    }

    private void Register(Operation layer, Func<Quantity, string> write) =>
        source.Line($"register_module(\"{layer.Key}\", {layer.Key} = {LayerCode.Create(layer, names, write)});");

    private void WriteProperty(Operation layer, Graph graph, string modifiers, string mark)
    {
        source.Gap();
        source.Summary($"{LayerCode.Describe(layer, graph)}.");
        source.Line($"{modifiers} {LayerCode.TypeOf(layer, names)}{mark} {Identifier.PropertyOf(layer.Key!)} => {layer.Key};");
    }

    private void WriteForward(UnitPlan structure)
    {
        source.Gap();
        source.Line("/// <inheritdoc/>");
        using (source.Block($"public override {names.Tensor} forward({names.Tensor} x)"))
        {
            source.Line($"using var scope = {names.NewDisposeScope};");
            source.Gap();

            var declared = new HashSet<string>(StringComparer.Ordinal);
            string? before = null;
            foreach (var statement in ForwardCode.Write(structure.Graph, names, "y"))
            {
                if (statement.Variable is null || (statement.Variable == "shortcut" && before != "shortcut"))
                {
                    source.Gap();
                }

                source.Line(statement.Variable is null
                    ? $"return {statement.Expression}.MoveToOuterDisposeScope();"
                    : (declared.Add(statement.Variable) ? "var " : "") + $"{statement.Variable} = {statement.Expression};");
                before = statement.Variable;
            }
        }
    }

    private void WriteRegisterComponents()
    {
        source.Gap();
        source.Summary("Does nothing: the constructor registers each layer by its key, without reflection.");
        source.Line("protected override void RegisterComponents()\n{\n}");
    }
}
