using System.CommandLine;
using ResNetGen.Cli.Doctor;
using Spectre.Console;

namespace ResNetGen.Cli.Commands;

/// <summary><c>doctor</c>: what this machine computes with, what is missing, and how to get it.</summary>
internal sealed class DoctorCommand : Command
{
    private readonly JsonOption json = new();
    private readonly Terminal terminal;

    public DoctorCommand(Terminal terminal)
        : base("doctor", "Show which torch, threads and tools there are, what is missing, and how to get it. Exit code 1 if something is missing.")
    {
        this.terminal = terminal;
        Add(json);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var diagnosis = Diagnosis.OfThisMachine();
        if (parsed.GetValue(json))
        {
            JsonOutput.Write(terminal, diagnosis);
        }
        else
        {
            Print(diagnosis);
        }

        return diagnosis.Missing.Count == 0 ? ExitCode.Good : ExitCode.No;
    }

    private void Print(Diagnosis diagnosis)
    {
        var grid = new Grid();
        grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Spectre.Console.Padding(0, 0, 2, 0) }).AddColumn();
        Row("ResNetGen", diagnosis.ResNetGen);
        Row("system", diagnosis.System);
        Row(".NET", diagnosis.DotNet);
        if (diagnosis.Torch is { } torch)
        {
            Row("torch", $"{torch.Name} {torch.Version}{(torch.Library is { } library ? $" ({library})" : "")}");
            Row("matrices", torch.HasFastBlas ? torch.Blas ?? "built into torch" : $"{torch.Blas}: the reference BLAS, 25 times slower than a tuned one");
            Row("threads", $"{torch.Threads} on {diagnosis.Cores} cores");
            Row("kernels", torch.CpuCapability ?? "not known");
            Row("GPU", torch.HasGpu ? "yes, by CUDA" : "none that this torch can use");
        }
        else
        {
            Row("torch", $"cannot be loaded: {diagnosis.TorchProblem}");
        }

        Row("processor", string.Join(", ", diagnosis.InstructionSets));
        foreach (var tool in diagnosis.Tools)
        {
            Row(tool.Name, tool.Version ?? "missing");
        }

        foreach (var library in diagnosis.FileLibraries)
        {
            Row(library.Files, library.IsThere ? "can be read" : $"cannot be read; {library.Package} does it");
        }

        var console = terminal.Results();
        console.Write(grid);
        console.WriteLine();
        console.WriteLine(diagnosis.Install is null ? "Nothing is missing." : $"Missing: {string.Join(", ", diagnosis.Missing)}. This installs it:\n  {diagnosis.Install}");

        void Row(string name, string value) => grid.AddRow(new Text(name), new Text(value));
    }
}
