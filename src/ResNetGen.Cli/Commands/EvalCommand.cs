using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using ResNetGen.Cli.Networks;
using ResNetGen.Cli.Specs;
using ResNetGen.Cli.Training;
using ResNetGen.Data;
using ResNetGen.Training;
using Spectre.Console;

namespace ResNetGen.Cli.Commands;

/// <summary><c>eval SPEC</c>: scores a network's weights on a data set's test part.</summary>
internal sealed class EvalCommand : Command
{
    private readonly SpecArgument spec = new();
    private readonly Option<string> weights = new("--weights") { HelpName = "FILE", Description = "The network's weights (.safetensors, or as PyTorch, Keras or TorchSharp saved them).", Required = true };
    private readonly DataOption data = new() { Required = true };
    private readonly BrokenOption broken = new();
    private readonly Option<float[]?> mean = new("--mean") { HelpName = "a,b,c", Description = "Means of the channels, in units of pixel / 255.", Arity = ArgumentArity.ExactlyOne, CustomParser = Numbers };
    private readonly Option<float[]?> deviation = new("--std") { HelpName = "a,b,c", Description = "Standard deviations of the channels.", Arity = ArgumentArity.ExactlyOne, CustomParser = Numbers };
    private readonly Option<string?> normalize = new("--normalize") { HelpName = "NAME", Description = $"Instead of --mean and --std, those of {string.Join(", ", Normalization.Named.Keys)}. [default: the data's own]" };
    private readonly Option<string?> logits = new("--logits") { HelpName = "FILE", Description = "Write the scores of all images: float32, little-endian, a row an image." };
    private readonly JsonOption json = new();
    private readonly Terminal terminal;

    public EvalCommand(Terminal terminal)
        : base("eval", "Score weights on a data set's test part.")
    {
        this.terminal = terminal;
        normalize.AcceptOnlyFromAmong([.. Normalization.Named.Keys]);
        Validators.Add(RequireOneNormalization);
        Add(spec);
        foreach (var option in new Option[] { weights, data, broken, mean, deviation, normalize, logits, json })
        {
            Add(option);
        }

        // On another thread, so that Ctrl+C is heard meanwhile.
        SetAction((parsed, stop) => Task.Run(() => Run(parsed, stop), CancellationToken.None));
    }

    private int Run(ParseResult parsed, CancellationToken stop)
    {
        var file = SpecFile.Read(parsed.GetRequiredValue(spec));
        var source = NetworkData.Find(parsed.GetRequiredValue(data), parsed.GetValue(broken), file, terminal);
        NetworkData.RequireClasses(source.Test, file);
        NetworkData.SayNote(source, terminal);
        using var network = NetworkLoader.Load(file, seed: 0);
        WeightsLoader.Load(network, file, parsed.GetRequiredValue(weights), skipHead: false, terminal);

        var evaluator = new Evaluator(network, source.Test, NormalizationOf(parsed) ?? source.Normalization, broken: source.Broken);
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

    private Evaluation Show(IImageDataset images, Func<IProgress<int>?, Evaluation> evaluate) => !terminal.ErrorIsTerminal
        ? evaluate(null)
        : terminal.Progress().Progress().AutoClear(true).Start(context =>
        {
            var bar = context.AddTask(images.Name, maxValue: images.Count);
            return evaluate(new BarProgress(bar));
        });

    private Normalization? NormalizationOf(ParseResult parsed) => (parsed.GetValue(mean), parsed.GetValue(deviation), parsed.GetValue(normalize)) switch
    {
        ({ Length: > 0 } means, { Length: > 0 } deviations, _) => new Normalization(means, deviations),
        (_, _, { } name) => Normalization.Named[name],
        _ => null,
    };

    private void RequireOneNormalization(CommandResult result)
    {
        var (hasMean, hasDeviation) = (result.GetResult(mean) is not null, result.GetResult(deviation) is not null);
        if (hasMean != hasDeviation)
        {
            result.AddError("--mean and --std go together.");
        }

        if (hasMean && result.GetResult(normalize) is not null)
        {
            result.AddError("--normalize stands for --mean and --std; give one or the other.");
        }
    }

    private static float[]? Numbers(ArgumentResult result)
    {
        var parts = result.Tokens[0].Value.Split(',');
        var numbers = new float[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!float.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !float.IsFinite(numbers[i]))
            {
                result.AddError($"'{result.Tokens[0].Value}' is no list of numbers with commas between, such as 0.485,0.456,0.406.");
                return null;
            }
        }

        return numbers;
    }
}
