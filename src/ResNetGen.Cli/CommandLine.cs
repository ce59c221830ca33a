using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ResNetGen.Cli.Commands;
using ResNetGen.Cli.Specs;
using ResNetGen.Data;
using ResNetGen.Images;
using ResNetGen.Torch;
using ResNetGen.Training;
using ResNetGen.Training.Checkpoints;
using ResNetGen.Weights;

namespace ResNetGen.Cli;

/// <summary>The command line: reads the arguments, runs the command, and turns what goes wrong into a message and an exit code.</summary>
internal static class CommandLine
{
    // After Ctrl+C a training step of a large network may still have to end, and its weights be written.
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(120);

    /// <summary>Runs one command line and returns its <see cref="ExitCode"/>.</summary>
    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancellation)
    {
        var parsed = Root(terminal).Parse(args);
        var json = args.Contains(JsonOption.Name);
        if (parsed.Errors.Count > 0)
        {
            return WrongUsage(parsed, terminal, json);
        }

        var configuration = new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeToStop,
        };
        try
        {
            if (parsed.CommandResult.Command is ITorchCommand && parsed.Action == parsed.CommandResult.Command.Action)
            {
                TorchLoader.Load();
            }

            return await parsed.InvokeAsync(configuration, cancellation);
        }
        catch (OperationCanceledException)
        {
            Say(terminal, json, "Stopped.");
            return ExitCode.Interrupted;
        }
        catch (SpecRefusedException exception)
        {
            exception.Spec.PrintFindings(terminal.Error, terminal.ErrorIsTerminal);
            if (json)
            {
                JsonOutput.Write(terminal, new { error = exception.Message, diagnostics = exception.Spec.Compiled.Findings.Select(FindingJson.Of) });
            }

            return ExitCode.No;
        }
        catch (Exception exception) when (Environment.GetEnvironmentVariable("RESNETGEN_DEBUG") is not "1")
        {
            Say(terminal, json, MessageOf(exception));
            return ExitCode.No;
        }
    }

    private static RootCommand Root(Terminal terminal) => new("Residual networks for .NET: check, describe, train, score and time them.")
    {
        new TrainCommand(terminal),
        new EvalCommand(terminal),
        new PredictCommand(terminal),
        new ExplainCommand(terminal),
        new ConvertCommand(terminal),
        new DescribeCommand(terminal),
        new EmitCommand(terminal),
        new CheckCommand(terminal),
        new BenchCommand(terminal),
        new DoctorCommand(terminal),
    };

    private static int WrongUsage(ParseResult parsed, Terminal terminal, bool json)
    {
        if (parsed.Tokens.Count == 0)
        {
            Root(terminal).Parse(["--help"]).Invoke(new InvocationConfiguration { Output = terminal.Error });
            return ExitCode.Usage;
        }

        var errors = UsageErrors.Of(parsed);
        if (json)
        {
            JsonOutput.Write(terminal, new { error = string.Join(" ", errors) });
        }

        foreach (var error in errors)
        {
            terminal.Error.WriteLine(error);
        }

        terminal.Error.WriteLine($"'{CommandPath(parsed.CommandResult)} --help' lists what there is.");
        return ExitCode.Usage;
    }

    private static string CommandPath(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{CommandPath(parent)} {command.Command.Name}" : "resnetgen";

    private static string MessageOf(Exception exception) => exception switch
    {
        RefusalException or DatasetException or PictureException or WeightsException or TrainingDivergedException or CheckpointException => exception.Message,
        TorchLoadException or IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException => exception.Message,
        DllNotFoundException or TypeInitializationException => $"{exception.GetBaseException().Message}{Environment.NewLine}'resnetgen doctor' says what is missing.",
        _ => $"Unexpected error: {exception.Message} (RESNETGEN_DEBUG=1 shows where it comes from.)",
    };

    private static void Say(Terminal terminal, bool json, string message)
    {
        terminal.Error.WriteLine(message);
        if (json)
        {
            JsonOutput.Write(terminal, new { error = message });
        }
    }
}
