using System;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using ResNetGen.Cli.Benchmarking;
using ResNetGen.Cli.Networks;
using ResNetGen.Cli.Specs;
using ResNetGen.Engine.Kernels;
using ResNetGen.Training;
using TorchSharp;

namespace ResNetGen.Cli.Commands;

/// <summary><c>bench SPEC</c>: times a network's step on random images.</summary>
internal sealed class BenchCommand : Command, ITorchCommand
{
    private readonly SpecArgument spec = new();
    private readonly Option<BenchMode> mode = new("--mode") { HelpName = "infer|forward|train", Description = "What a step is: one call of the network for inference, one of the network itself, or a whole training step.", DefaultValueFactory = _ => BenchMode.Infer };
    private readonly Option<int> batch = new("--batch") { HelpName = "N", Description = "Images in a step.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> threads = new("--threads") { HelpName = "N", Description = "Threads of one operation. [default: the cores]" };
    private readonly Option<double> seconds = new("--seconds") { HelpName = "S", Description = "How long to time, after runs to warm up.", DefaultValueFactory = _ => 3 };
    private readonly DtypeOption numbers = new("The numbers of convolutions and matrix products. [default: f32]");
    private readonly Option<bool> gradCheckpointing = TuningOptions.GradCheckpointingOption();
    private readonly Option<bool> eager = TuningOptions.EagerOption();
    private readonly Option<bool> profile = new("--profile") { Description = "Also where the time of inference or of compiled passes goes, by kind of step; each step with --json." };
    private readonly JsonOption json = new();
    private readonly Terminal terminal;

    public BenchCommand(Terminal terminal)
        : base("bench", "Time a network's step on random images.")
    {
        this.terminal = terminal;
        batch.AtLeast(1);
        threads.AtLeast(1);
        seconds.Above(0);
        Add(spec);
        foreach (var option in new Option[] { mode, batch, numbers, eager, gradCheckpointing, threads, seconds, profile, json })
        {
            Add(option);
        }

        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var file = SpecFile.Read(parsed.GetRequiredValue(spec));
        if (parsed.GetValue(threads) is var count and > 0)
        {
            torch.set_num_threads(count);
        }

        var kind = parsed.GetValue(mode);
        if (kind != BenchMode.Train && parsed.GetValue(gradCheckpointing))
        {
            throw new RefusalException("--grad-checkpointing is for training steps: --mode train.");
        }

        if (kind != BenchMode.Train && parsed.GetValue(eager))
        {
            throw new RefusalException("--no-compile is for training steps: --mode train.");
        }

        var input = file.Plan.Input;
        var training = new TrainingOptions { Precision = numbers.Of(parsed) ?? Precision.Full, Compile = !parsed.GetValue(eager), GradCheckpointing = parsed.GetValue(gradCheckpointing) };
        using var step = new BenchStep(NetworkLoader.Load(file, seed: 0), new FeatureShape(input.Channels, input.Height, input.Width), file.Plan.Classes, kind, parsed.GetValue(batch), training);
        if (parsed.GetValue(profile) && step.Engine is null)
        {
            throw new RefusalException("--profile is for inference and for training steps that the engine computes, and TorchSharp's eager mode computes this one.");
        }

        var timing = Timing.Of(step.Run, TimeSpan.FromSeconds(parsed.GetValue(seconds)));
        Print(parsed, file.ClassName, kind, step, timing);
        return ExitCode.Good;
    }

    private void Print(ParseResult parsed, string name, BenchMode kind, BenchStep step, Timing timing)
    {
        using var process = Process.GetCurrentProcess();
        var peakResident = process.PeakWorkingSet64;
        var steps = parsed.GetValue(profile) ? step.Profile() : null;
        var result = new BenchJson(
            name,
            kind.ToString().ToLowerInvariant(),
            parsed.GetValue(batch),
            DtypeOption.NameOf(numbers.Of(parsed) ?? Precision.Full),
            step.Engine,
            torch.get_num_threads(),
            Math.Round(timing.Median, 4),
            Math.Round(timing.Least, 4),
            timing.Runs,
            peakResident / (1024 * 1024),
            steps is null ? null : Math.Round(PeakRate.Measure(torch.get_num_threads()) * step.PeakFactor, 1),
            steps is null ? null : KindTime.Of(steps),
            steps);
        if (step.FallbackReason is { } reason)
        {
            terminal.Error.WriteLine($"note: {reason}");
        }

        if (parsed.GetValue(json))
        {
            JsonOutput.Write(terminal, result);
            return;
        }

        terminal.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Network}, {result.Mode}, batch {result.Batch}, {result.Dtype}, {result.Threads} threads{(step.Engine is null ? "" : ", " + step.Engine)}: median {timing.Median:F3} ms, least {timing.Least:F3} ms of {timing.Runs} runs ({result.Batch * 1000 / timing.Median:N0} images/s), peak {result.PeakResidentMegabytes:N0} MB"));
        if (result.Kinds is { } kinds)
        {
            ProfileTable.Write(terminal.Out, kinds, result.PeakGigaflops!.Value);
        }
    }
}
