using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using ResNetGen.Native;

namespace ResNetGen.Cli.Doctor;

/// <summary>What this machine has of what ResNetGen needs.</summary>
/// <param name="ResNetGen">This tool's version.</param>
/// <param name="System">The operating system.</param>
/// <param name="DotNet">The .NET that runs this.</param>
/// <param name="Torch">TorchSharp and libtorch; null if they cannot be loaded.</param>
/// <param name="TorchProblem">Why they cannot be loaded, and what to do.</param>
/// <param name="Cores">Processors that this process may use.</param>
/// <param name="InstructionSets">Vector instructions of the processor.</param>
/// <param name="Tools">The programs that ResNetGen is built with.</param>
/// <param name="FileLibraries">What reads some kinds of files, and may be missing where nobody has such files.</param>
/// <param name="Missing">The Debian packages that are missing.</param>
/// <param name="Install">The command that installs them; null if nothing is missing.</param>
internal sealed record Diagnosis(
    string ResNetGen,
    string System,
    string DotNet,
    TorchDiagnosis? Torch,
    string? TorchProblem,
    int Cores,
    IReadOnlyList<string> InstructionSets,
    IReadOnlyList<Tool> Tools,
    IReadOnlyList<FileLibrary> FileLibraries,
    IReadOnlyList<string> Missing,
    string? Install)
{
    /// <summary>Looks at this machine.</summary>
    public static Diagnosis OfThisMachine()
    {
        Tool[] tools = [Tool.Find("dotnet", "dotnet-sdk-10.0")];
        var (torch, problem) = TorchDiagnosis.TryMake();
        string[] missing =
        [
            .. tools.Where(tool => tool.Version is null).Select(tool => tool.Package),
        ];
        return new Diagnosis(
            ProductVersion.Current,
            $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}",
            Environment.Version.ToString(),
            torch,
            problem,
            Environment.ProcessorCount,
            Processor.InstructionSets(),
            tools,
            FileLibrary.OfThisMachine(),
            missing,
            missing.Length == 0 ? null : $"sudo apt-get install -y {string.Join(' ', missing)}");
    }
}
