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

        return diagnosis.Missing.Count == 0 && diagnosis.Torch is not null ? ExitCode.Good : ExitCode.No;
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
            Row("TorchSharp", $"{torch.TorchSharp}{File(torch.LibTorchSharp)}{(torch.IsAdapted ? ", an adapted copy of it: this system's libstdc++ is older than GCC 13's" : "")}");
            Row("libtorch", $"{torch.LibTorch}{File(torch.Library)}{(torch.HasMendedCaches ? ", with oneDNN's cache sizes corrected: this system does not report them" : "")}");
            Row("OpenMP", torch.OpenMp is null ? "not known" : torch.OpenMp + (torch.OpenMpLibraries > 1 ? $" and {torch.OpenMpLibraries - 1} more: their threads get in each other's way" : ""));
            Row("threads", $"{torch.Threads} on {diagnosis.Cores} cores");
            Row("kernels", torch.CpuCapability ?? "not known");
            Row("inference", $"{string.Join(", ", torch.Engines)} in float32; {string.Join(", ", torch.BFloat16Engines)} in bfloat16");
            Row("GPU", torch.HasGpu ? "yes, by CUDA" : "none that this libtorch can use");
        }
        else
        {
            Row("libtorch", diagnosis.TorchProblem!);
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
        console.WriteLine(diagnosis.Install is null ? diagnosis.Torch is null ? "libtorch cannot be loaded; see above." : "Nothing is missing." : $"Missing: {string.Join(", ", diagnosis.Missing)}. This installs it:\n  {diagnosis.Install}");

        static string File(string? path) => path is null ? "" : $" ({path})";

        void Row(string name, string value) => grid.AddRow(new Text(name), new Text(value));
    }
}
