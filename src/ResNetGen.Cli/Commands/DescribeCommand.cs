using System;
using System.CommandLine;
using System.Globalization;
using ResNetGen.Cli.Specs;
using ResNetGen.Core.Emitting.Summary;
using Spectre.Console;

namespace ResNetGen.Cli.Commands;

/// <summary><c>describe SPEC</c>: what a network is made of and what it costs. Nothing is run for it.</summary>
internal sealed class DescribeCommand : Command
{
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
        console.WriteLine(
            $"{summary.Name}: {plan.Depth} layers{(plan.Version == 0 ? "" : $", version {plan.Version}")}; {plan.Input} images in, {plan.Result} out");
        console.WriteLine();
        console.Write(Table(summary));
        console.WriteLine();
        console.WriteLine(FormattableString.Invariant(
            $"One position of the last feature map sees {summary.ReceptiveField:N0} x {summary.ReceptiveField:N0} pixels (receptive field, borders aside)."));
    }

    private static Table Table(NetworkSummary summary)
    {
        var table = new Table { Border = TableBorder.Rounded, ShowFooters = true };
        table.AddColumn(new TableColumn("part") { Footer = new Text("total") });
        table.AddColumn("unit");
        table.AddColumn(new TableColumn("times").RightAligned());
        table.AddColumn(new TableColumn("output").RightAligned());
        table.AddColumn(new TableColumn("parameters") { Footer = new Text(Number(summary.Plan.Parameters)) }.RightAligned());
        table.AddColumn(new TableColumn("multiply-adds") { Footer = new Text(Number(summary.Plan.MultiplyAdds)) }.RightAligned());
        foreach (var part in summary.Parts)
        {
            table.AddRow(
                new Text(part.Part),
                new Text(part.Unit),
                new Text(Number(part.Times)),
                new Text(part.Output.ToString()),
                new Text(Number(part.Parameters)),
                new Text(part.MultiplyAdds == 0 ? "" : Number(part.MultiplyAdds)));
        }

        return table;
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
