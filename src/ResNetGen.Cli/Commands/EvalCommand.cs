using System;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using ResNetGen.Cli.Networks;
using ResNetGen.Cli.Specs;
using ResNetGen.Cli.Training;
using ResNetGen.Data;
using ResNetGen.Inference;
using ResNetGen.Training;
using ResNetGen.Weights;
using Spectre.Console;

namespace ResNetGen.Cli.Commands;

/// <summary><c>eval SPEC</c>: scores a network's weights on a data set's test part.</summary>
internal sealed class EvalCommand : Command, ITorchCommand
{
    private readonly SpecArgument spec = new();
    private readonly WeightsOption weights = new();
    private readonly DataOption data = new() { Required = true };
    private readonly BrokenOption broken = new();
    private readonly NormalizationOptions normalization = new("the data's own");
    private readonly Option<string?> logits = new("--logits") { HelpName = "FILE", Description = "Write the scores of all images: float32, little-endian, a row an image." };
    private readonly DtypeOption numbers = new("The numbers of convolutions and matrix products. [default: f32]");
    private readonly JsonOption json = new();
    private readonly Terminal terminal;

    public EvalCommand(Terminal terminal)
        : base("eval", "Score weights on a data set's test part.")
    {
        this.terminal = terminal;
        Add(spec);
        foreach (var option in new Option[] { weights, data, broken, logits, numbers, json })
        {
            Add(option);
        }

        normalization.AddTo(this);

        // On another thread, so that Ctrl+C is heard meanwhile.
        SetAction((parsed, stop) => Task.Run(() => Run(parsed, stop), CancellationToken.None));
    }

    private int Run(ParseResult parsed, CancellationToken stop)
    {
        var file = SpecFile.Read(parsed.GetRequiredValue(spec));
        var source = NetworkData.Find(parsed.GetRequiredValue(data), parsed.GetValue(broken), file, terminal);
        NetworkData.RequireClasses(source.Test, file);
        NetworkData.SayNote(source, terminal);
        using var network = LoadForInference(parsed, file);
        var evaluator = new Evaluator(network, source.Test, normalization.Of(parsed) ?? DataNote.OfFile(parsed.GetRequiredValue(weights)).Normalization ?? source.Normalization, broken: source.Broken);
        var watch = Stopwatch.StartNew();
        var evaluation = Show(source.Test, progress => evaluator.Run(parsed.GetValue(logits), progress, stop));
        var seconds = watch.Elapsed.TotalSeconds;
        NetworkData.SayBroken(source, terminal);
        if (parsed.GetValue(json))
        {
            JsonOutput.Write(terminal, new { evaluation.Images, evaluation.Correct, evaluation.Top1, evaluation.Top5, evaluation.Loss, seconds });
        }
        else
        {
            terminal.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{source.Test.Name}: {evaluation.Correct:N0} of {evaluation.Images:N0} right, top-1 {ProgressText.Percent(evaluation.Top1)}, top-5 {ProgressText.Percent(evaluation.Top5)}, loss {evaluation.Loss:F3} ({evaluation.Images / seconds:N0} images/s)"));
        }

        return ExitCode.Good;
    }

    // The network itself is needed no longer than its weights are folded.
    private InferenceNetwork LoadForInference(ParseResult parsed, SpecFile file)
    {
        using var network = NetworkLoader.Load(file, seed: 0);
        WeightsLoader.Load(network, file, parsed.GetRequiredValue(weights), skipHead: false, terminal);
        return ((IGeneratedNetwork)network).ToInference(new InferenceOptions { Precision = numbers.Of(parsed) ?? Precision.Full, DisposesNetwork = true });
    }

    private Evaluation Show(IImageDataset images, Func<IProgress<int>?, Evaluation> evaluate) => !terminal.ErrorIsTerminal
        ? evaluate(null)
        : terminal.Progress().Progress().AutoClear(true).Start(context =>
        {
            var bar = context.AddTask(Markup.Escape(images.Name), maxValue: images.Count);
            return evaluate(new BarProgress(bar));
        });
}
