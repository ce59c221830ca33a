using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using ResNetGen.Cli.Networks;
using ResNetGen.Cli.Specs;
using ResNetGen.Core.Planning;
using ResNetGen.Weights;
using static TorchSharp.torch;

namespace ResNetGen.Cli.Commands;

/// <summary><c>convert SPEC</c>: a network's weights in another format. What is no weights of this network is refused, and nothing is written.</summary>
internal sealed class ConvertCommand : Command, ITorchCommand
{
    private readonly SpecArgument spec = new();
    private readonly Option<string> weights = new("--weights") { HelpName = "FILE", Description = "The weights (.safetensors, or as PyTorch, Keras or TorchSharp saved them).", Required = true };
    private readonly Option<string> output = new("--output", "-o") { HelpName = "FILE", Description = "The file to write; its ending says the format: .safetensors; .pth, .pt, .th (PyTorch); .h5 (Keras); .dat, .bin (TorchSharp).", Required = true };
    private readonly Option<bool> skipHead = new("--skip-head") { Description = "Leave out the last layer, whatever number of classes the weights have." };
    private readonly JsonOption json = new();
    private readonly Terminal terminal;

    public ConvertCommand(Terminal terminal)
        : base("convert", "Write a network's weights in another format.")
    {
        this.terminal = terminal;
        Add(spec);
        Add(weights);
        Add(output);
        Add(skipHead);
        Add(json);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var (path, target, plan) = (parsed.GetRequiredValue(weights), parsed.GetRequiredValue(output), SpecFile.Read(parsed.GetRequiredValue(spec)));
        var skips = parsed.GetValue(skipHead);
        WeightsLoader.RequireHead(plan, skips);
        var network = new WeightsNeed(
            plan.Plan.Tensors.Select(EntryOf).ToDictionary(entry => entry.Name, StringComparer.Ordinal), plan.Plan.Variant, skips ? plan.Plan.Classifier : null, plan.Plan.Classifier);
        using var scope = NewDisposeScope();
        using var file = WeightsFile.Open(path);
        var compared = WeightsFile.Compare(network, file, path);
        WeightsLoader.Warn(plan, path, compared, terminal);

        // In the network's order, whatever the file's is.
        var tensors = network.Tensors.Keys.Where(name => !compared.Missing.Contains(name)).ToDictionary(name => name, file.Read, StringComparer.Ordinal);
        var note = DataNote.Of(file.Metadata);
        try
        {
            WeightsFile.Save(target, tensors, WeightsFile.MetadataOf(plan.ClassName, plan.Plan.Variant, note));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new RefusalException($"{target} cannot be written: {error.Message}");
        }

        if (note.Texts.Count > 0 && !WeightsFile.KeepsTexts(target))
        {
            terminal.Error.WriteLine($"note: TorchSharp's format has no place for texts, so {target} does not say what {path} notes of its data: the classes' names, or how pixels become numbers.");
        }

        if (parsed.GetValue(json))
        {
            JsonOutput.Write(terminal, new { tensors = tensors.Count, compared.Missing, compared.Unexpected });
        }
        else
        {
            var counters = compared.Missing.Count(name => !network.IsSkipped(name));
            var without = (skips ? ", without the head" : "")
                + (counters == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", without {counters:N0} counters of norms that {Path.GetFileName(path)} lacks"));
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target}: {tensors.Count:N0} tensors{without}"));
        }

        return ExitCode.Good;
    }

    private static WeightsEntry EntryOf(TensorPlan tensor) => new(
        tensor.Key,
        tensor.Kind == TensorKind.Counter ? ScalarType.Int64 : ScalarType.Float32,
        [.. tensor.Dimensions.Select(size => (long)size)]);
}
