using System;
using System.Diagnostics;
using System.Threading.Tasks;

namespace ResNetGen.Cli.Tests.Resuming;

/// <summary>A command in a process of its own, which can be killed.</summary>
internal sealed class ResnetgenProcess : IDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> error;

    private ResnetgenProcess(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        error = process.StandardError.ReadToEndAsync();
    }

    public bool HasEnded => process.HasExited;

    // Shells let background jobs ignore Ctrl+C, and their children with them; here it has to be heard wherever the tests run.
    public static ResnetgenProcess Start(params string[] arguments) => new(Process.Start(
        new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", typeof(CommandLine).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!);

    /// <summary>Ends it as SIGKILL does: it can do nothing any more.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to end, as Ctrl+C does.</summary>
    public void Interrupt() => Process.Start("kill", ["-INT", $"{process.Id}"])!.WaitForExit();

    public async Task<CommandResult> ResultAsync()
    {
        await process.WaitForExitAsync();
        return new CommandResult(process.ExitCode, await output, await error);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
