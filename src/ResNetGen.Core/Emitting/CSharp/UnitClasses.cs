using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>Writes the classes of a network's units: one a structure, and a base class with the layers that all have.</summary>
internal sealed class UnitClasses
{
    private readonly UnitFamily family;
    private readonly KeyPatterns? keys;
    private readonly TypeNames names;
    private readonly SourceWriter source;

    public UnitClasses(UnitFamily family, KeyPatterns? keys, TypeNames names, SourceWriter source)
    {
        this.family = family;
        this.keys = keys;
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
        using (source.Block($"public abstract class {family.TypeName} : {names.Module}{Residual(family.ResidualEnd)}"))
        {
            foreach (var layer in family.Common)
            {
                source.Line($"private protected readonly {LayerCode.TypeOf(layer, names)} {layer.Key};");
            }

            source.Gap();
            var parameters = family.Arguments.Select(a => a.IsOptional ? $"int {a.Name} = 1" : $"int {a.Name}").Prepend("string name");
            using (source.Block($"private protected {family.TypeName}({string.Join(", ", parameters)})\n    : base(name)"))
            {
                foreach (var layer in family.Common)
                {
                    var quantity = 0;
                    Make(layer, _ => family.Write(layer, quantity++));
                }
            }

            foreach (var layer in family.Common)
            {
                WriteProperty(layer, graph, "public", "");
            }

            foreach (var (layer, owner) in family.Optional)
            {
                WriteOptional(layer, owner);
            }

            WriteResidualEnd(family.ResidualEnd);
            WriteSurvival();
            WriteBaseRegistration();
            WriteRegisterComponents();
        }
    }

    private void WriteOptional(Operation layer, Graph owner)
    {
        var (type, property) = (LayerCode.TypeOf(layer, names), Identifier.PropertyOf(layer.Key!));
        source.Gap();
        if (family.IsInAll(layer))
        {
            source.Summary($"{LayerCode.Describe(layer, owner)}.");
            source.Line($"public abstract {type} {property} {{ get; }}");
            return;
        }

        source.Summary($"{LayerCode.Describe(layer, owner)}; null in units without it.");
        source.Line($"public virtual {type}? {property} => null;");
    }

    private string Residual(string? end) => end is null ? "" : ", " + names.ResidualUnit;

    private void WriteResidualEnd(string? end)
    {
        if (end is not null)
        {
            source.Gap();
            source.Line($"{names.Module} {names.ResidualUnit}.ResidualEnd => {end};");
        }
    }

    private void WriteSurvival()
    {
        if (family.HasSurvival)
        {
            source.Gap();
            source.Summary("How likely it is that the layers are computed in training, and how much their result counts in evaluation.");
            source.Line("public double Survival { get; internal set; } = 1;");
        }
    }

    private void WriteStructure(int index)
    {
        var structure = family.Structures[index];
        var own = family.OwnLayers(structure).ToList();
        var residualEnd = family is { HasBase: true, ResidualEnd: not null } ? null : structure.ResidualEnd;
        source.Gap();
        source.Summary(structure.Description);
        using (source.Block($"public sealed class {structure.Structure} : {(family.HasBase ? family.TypeName : names.Module)}{Residual(residualEnd)}"))
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
            if (!family.HasBase)
            {
                WriteSurvival();
            }

            foreach (var layer in own)
            {
                WriteProperty(layer, structure.Graph, family.HasBase ? "public override" : "public", "");
            }

            WriteResidualEnd(residualEnd);
            WriteForward(structure);
            WriteRegistration(structure, own);
            if (!family.HasBase)
            {
                WriteRegisterComponents();
            }
        }
    }

    private void WriteConstructor(UnitPlan structure, int index, IReadOnlyList<Operation> own, ChannelPadding? padding)
    {
        var parameters = UnitArguments.Of(structure).Select(a => "int " + a.Name + (UnitArguments.IsOptional(a.Name) ? " = 1" : ""));
        var passed = family.HasBase ? string.Concat(family.Arguments.Select(a => Passed(a, index))) : "";
        using (source.Block($"internal {structure.Structure}({string.Join(", ", parameters)})\n    : base(nameof({structure.Structure}){passed})"))
        {
            foreach (var layer in own)
            {
                Make(layer, SourceText.Of);
            }

            if (padding is not null)
            {
                WritePadding(padding);
            }
        }
    }

    private void WritePadding(ChannelPadding padding)
    {
        var added = $"{SourceText.Of(padding.OutChannels)} - {SourceText.Of(padding.InChannels)}";
        source.Line("// Before and after, the last dimension first: columns, rows, channels.");
        if (padding.Zeros == ZeroChannels.After)
        {
            source.Line($"padding = new long[] {{ 0, 0, 0, 0, 0, {added} }};");
            return;
        }

        source.Line($"var added = {added};");
        source.Line("padding = new long[] { 0, 0, 0, 0, added / 2, added - (added / 2) };");
    }

    private static string Passed(SharedArgument argument, int index)
    {
        var text = SourceText.Of(argument.OfStructures[index]);
        return (argument.IsOptional, text) switch
        {
            (false, _) => ", " + text,
            (_, "1") => "",
            (_, "stride") => ", stride",
            _ => $", {argument.Name}: {text}",
        };
    }

    private void Make(Operation layer, Func<Quantity, string> write)
    {
        var made = $"{layer.Key} = {LayerCode.Create(layer, names, write)}";
        source.Line(keys is null ? $"register_module(\"{layer.Key}\", {made});" : made + ";");
    }

    /// <summary>What registers the layers of a unit where the network's keys are patterns. Where they are numbers, their order is that of each structure.</summary>
    private void WriteBaseRegistration()
    {
        if (keys is { IsNumbered: true })
        {
            source.Gap();
            source.Summary("Registers the layers with the network, by its keys.");
            source.Line($"internal abstract void RegisterWith({RegistrationParameters(keys)});");
        }
        else if (keys is not null)
        {
            WriteRegistration(keys, family.Common, "internal virtual", isMore: false);
        }
    }

    private void WriteRegistration(UnitPlan structure, List<Operation> own)
    {
        if (keys is null || (family.HasBase && !keys.IsNumbered && own.Count == 0))
        {
            return;
        }

        WriteRegistration(keys, keys.IsNumbered ? structure.Graph.Layers : own, family.HasBase ? "internal override" : "internal", isMore: family.HasBase && !keys.IsNumbered);
    }

    private void WriteRegistration(KeyPatterns patterns, IEnumerable<Operation> layers, string modifiers, bool isMore)
    {
        source.Gap();
        if (!isMore)
        {
            source.Summary("Registers the layers with the network, by its keys.");
        }

        using (source.Block($"{modifiers} void RegisterWith({RegistrationParameters(patterns)})"))
        {
            if (isMore)
            {
                source.Line("base.RegisterWith(network, unit);");
            }

            foreach (var layer in layers)
            {
                source.Line(KeyPatternsCode.RegistrationOf(patterns, layer, names));
            }
        }
    }

    private string RegistrationParameters(KeyPatterns patterns) => $"{names.AnyModule} network, {KeyPatternsCode.UnitParameter(patterns, names)}";

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
                if (statement.Variable == Statement.Skips)
                {
                    source.Gap();
                    using (source.Block($"if (training && !{names.StochasticDepth}.Survives(Survival))"))
                    {
                        source.Line($"return {statement.Expression}.MoveToOuterDisposeScope();");
                    }

                    source.Gap();
                    continue;
                }

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
        source.Summary(keys is null
            ? "Does nothing: the constructor registers each layer by its key, without reflection."
            : "Does nothing: the network registers the layers, without reflection.");
        source.Line("protected override void RegisterComponents()\n{\n}");
    }
}
