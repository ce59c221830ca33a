using System;
using System.CommandLine;
using System.Linq;
using ResNetGen.Cli.Specs;

namespace ResNetGen.Cli.Commands;

/// <summary><c>check SPEC…</c>: prints what the compiler finds in specs.</summary>
internal sealed class CheckCommand : Command
{
    private readonly Argument<string[]> specs = new("SPEC")
    {
        Description = "Files, names under specs/, families, or folders: then all .resnet.json files in and below them.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly JsonOption json = new();
    private readonly Terminal terminal;

    public CheckCommand(Terminal terminal)
        : base("check", "Check specs, and print errors as compilers do. Exit code 1 if there are any.")
    {
        this.terminal = terminal;
        specs.RefuseOptions();
        Add(specs);
        Add(json);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        SpecFile[] files = [.. parsed.GetRequiredValue(specs).SelectMany(SpecFile.ReadAll).DistinctBy(file => file.Path, StringComparer.Ordinal)];
        if (parsed.GetValue(json))
        {
            JsonOutput.Write(terminal, new { diagnostics = files.SelectMany(file => file.Compiled.Findings).Select(FindingJson.Of) });
        }
        else
        {
            Print(files);
        }

        return files.Any(file => file.HasErrors) ? ExitCode.No : ExitCode.Good;
    }

    private void Print(SpecFile[] files)
    {
        foreach (var file in files)
        {
            file.PrintFindings(terminal.Out, terminal.OutIsTerminal);
        }

        var wrong = files.Count(file => file.HasErrors);
        terminal.Error.WriteLine(wrong == 0
            ? $"{Counted(files.Length)} checked, no errors."
            : $"{Counted(files.Length)} checked, {wrong} with errors.");
    }

    private static string Counted(int specs) => specs == 1 ? "1 spec" : $"{specs} specs";
}
