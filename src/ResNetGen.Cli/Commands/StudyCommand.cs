using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ResNetGen.Cli.Networks;
using ResNetGen.Cli.Specs;
using ResNetGen.Data;

namespace ResNetGen.Cli.Commands;

/// <summary>A study of a network on a data set's test part, which writes its numbers and plots into a folder.</summary>
/// <typeparam name="TReport">What it finds.</typeparam>
internal abstract class StudyCommand<TReport> : Command, ITorchCommand
{
    private readonly SpecArgument spec = new();
    private readonly WeightsOption weights = new();
    private readonly DataOption data = new() { Required = true };
    private readonly NormalizationOptions normalization = new("the data's own");
    private readonly Option<int> images = new("--images") { HelpName = "N" };
    private readonly Option<int> draws = new("--draws") { HelpName = "N" };
    private readonly Option<int> seed = new("--seed") { HelpName = "N", Description = "Decides what is drawn.", DefaultValueFactory = _ => 0 };
    private readonly OutFolder output;
    private readonly JsonOption json = new();

    /// <param name="terminal">Where it writes.</param>
    /// <param name="name">What it is called, and its files.</param>
    /// <param name="description">What it does.</param>
    /// <param name="imagesText">What <c>--images</c> says, and how many they are where nobody says it.</param>
    /// <param name="drawsText">What <c>--draws</c> says, and how many they are where nobody says it.</param>
    protected StudyCommand(Terminal terminal, string name, string description, (string Text, int Count) imagesText, (string Text, int Count) drawsText)
        : base(name, description)
    {
        Terminal = terminal;
        output = new OutFolder($"The folder for {name}.json and the plots.");
        images.Description = imagesText.Text;
        images.DefaultValueFactory = _ => imagesText.Count;
        draws.Description = drawsText.Text;
        draws.DefaultValueFactory = _ => drawsText.Count;
        images.AtLeast(1);
        draws.AtLeast(1);
        Add(spec);
        foreach (var option in new Option[] { weights, data, images, draws, seed, output, json })
        {
            Add(option);
        }

        normalization.AddTo(this);
        SetAction((parsed, stop) => Task.Run(() => Run(parsed, stop), CancellationToken.None));
    }

    /// <summary>Where it writes.</summary>
    protected Terminal Terminal { get; }

    /// <summary>Looks.</summary>
    protected abstract TReport Study(ScoredNetwork scored, IImageDataset test, (int Images, int Draws, int Seed) amounts, IProgress<double>? progress, CancellationToken stop);

    /// <summary>What was found as SVG files, by their names.</summary>
    protected abstract IReadOnlyDictionary<string, string> Plots(TReport report);

    /// <summary>Tells what was found.</summary>
    protected abstract void Print(TReport report);

    private int Run(ParseResult parsed, CancellationToken stop)
    {
        var file = SpecFile.Read(parsed.GetRequiredValue(spec));
        var source = NetworkData.Find(parsed.GetRequiredValue(data), broken: null, file, Terminal);
        NetworkData.RequireClasses(source.Test, file);
        using var scored = ScoredNetwork.Load(file, parsed.GetRequiredValue(weights), normalization.Of(parsed), source, names: null, Terminal);
        var amounts = (parsed.GetValue(images), parsed.GetValue(draws), parsed.GetValue(seed));
        var report = ShareProgress.Show(Terminal, Name, progress => Study(scored, source.Test, amounts, progress, stop));
        var folder = parsed.GetRequiredValue(output);
        var files = Plots(report).Select(plot => OutFolder.Write(folder, $"{Name}-{plot.Key}.svg", plot.Value))
            .Prepend(OutFolder.WriteJson(folder, Name + ".json", report)).ToList();
        if (parsed.GetValue(json))
        {
            JsonOutput.Write(Terminal, report);
            return ExitCode.Good;
        }

        Print(report);
        Terminal.Out.WriteLine("Written: " + string.Join(", ", files));
        return ExitCode.Good;
    }
}
