using System;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using ResNetGen.Cli.Specs;
using ResNetGen.Core.Emitting.Summary;
using Spectre.Console;

namespace ResNetGen.Cli.Commands;

/// <summary><c>describe SPEC</c>: what a network is made of and what it costs. Nothing is run for it.</summary>
internal sealed class DescribeCommand : Command
{
    private static readonly Style Strong = new(decoration: Decoration.Bold);
    private static readonly Style Faint = new(decoration: Decoration.Dim);
    private static readonly Style Unit = new(Color.Aqua);
    private static readonly Style Much = new(Color.Yellow);

    private readonly SpecArgument spec = new();
    private readonly JsonOption json = new();
    private readonly Terminal terminal;

    public DescribeCommand(Terminal terminal)
        : base("describe", "Show a network's parts, shapes, parameters and multiply-adds.")
    {
        this.terminal = terminal;
        Add(spec);
        Add(json);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var file = SpecFile.Read(parsed.GetRequiredValue(spec));
        var summary = NetworkSummary.Of(file.ClassName, file.Plan);
        file.PrintFindings(terminal.Error, terminal.ErrorIsTerminal);
        if (parsed.GetValue(json))
        {
            JsonOutput.Write(terminal, NetworkJson.Of(summary));
        }
        else
        {
            Print(summary);
        }

        return ExitCode.Good;
    }

    private void Print(NetworkSummary summary)
    {
        var plan = summary.Plan;
        var console = terminal.Results();
        console.Write(new Text(summary.Name, Strong));
        console.WriteLine($": {plan.Depth} layers{(plan.Version == 0 ? "" : $", version {plan.Version}")}; {plan.Input} images in, {plan.Result} out");
        console.WriteLine();
        console.Write(Table(summary));
        console.WriteLine();
        console.WriteLine(FormattableString.Invariant(
            $"One position of the last feature map sees {summary.ReceptiveField:N0} x {summary.ReceptiveField:N0} pixels (receptive field, borders aside)."));
    }

    private static Table Table(NetworkSummary summary)
    {
        var plan = summary.Plan;
        var structures = plan.Structures.Select(unit => unit.Structure).ToHashSet(StringComparer.Ordinal);
        var table = new Table { Border = TableBorder.Rounded, ShowFooters = true, BorderStyle = Faint };
        table.AddColumn(Column("part", "total"));
        table.AddColumn(Column("unit"));
        table.AddColumn(Column("times").RightAligned());
        table.AddColumn(Column("output").RightAligned());
        table.AddColumn(Column("parameters", Number(plan.Parameters)).RightAligned());
        table.AddColumn(Column("multiply-adds", Number(plan.MultiplyAdds)).RightAligned());
        foreach (var part in summary.Parts)
        {
            var isUnit = structures.Contains(part.Unit);
            table.AddRow(
                new Text(part.Part, isUnit ? Strong : Style.Plain),
                new Text(part.Unit, isUnit ? Unit : Style.Plain),
                new Text(Number(part.Times), part.Times == 1 ? Faint : Style.Plain),
                new Text(part.Output.ToString()),
                Cost(part.Parameters, plan.Parameters),
                part.MultiplyAdds == 0 ? Text.Empty : Cost(part.MultiplyAdds, plan.MultiplyAdds));
        }

        return table;
    }

    private static TableColumn Column(string name, string total = "") => new(new Text(name, Strong)) { Footer = new Text(total, Strong) };

    /// <summary>A cost: bright where it is much of the network's, faint where it is next to nothing.</summary>
    private static Text Cost(long cost, long all) => new(Number(cost), cost >= all / 10 ? Much : cost < all / 100 ? Faint : Style.Plain);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
