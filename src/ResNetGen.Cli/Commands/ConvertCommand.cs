using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using ResNetGen.Cli.Specs;
using ResNetGen.Core.Planning;
using ResNetGen.Weights;
using static TorchSharp.torch;

namespace ResNetGen.Cli.Commands;

/// <summary><c>convert SPEC</c>: a network's weights in another format. What is no weights of this network is refused, and nothing is written.</summary>
internal sealed class ConvertCommand : Command
{
    private readonly SpecArgument spec = new();
    private readonly Option<string> weights = new("--weights") { HelpName = "FILE", Description = "The weights (.safetensors, PyTorch's .pth, .pt, .th, or Keras' .h5).", Required = true };
    private readonly Option<string> output = new("--output", "-o") { HelpName = "FILE", Description = "The file to write; its ending says the format: .safetensors, .pth, .pt, .th or .h5.", Required = true };
    private readonly JsonOption json = new();
    private readonly Terminal terminal;

    public ConvertCommand(Terminal terminal)
        : base("convert", "Write a network's weights in another format.")
    {
        this.terminal = terminal;
        Add(spec);
        Add(weights);
        Add(output);
        Add(json);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var (path, target) = (parsed.GetRequiredValue(weights), parsed.GetRequiredValue(output));
        var network = SpecFile.Read(parsed.GetRequiredValue(spec)).Plan.Tensors.Select(EntryOf).ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        using var scope = NewDisposeScope();
        using var file = WeightsFile.Open(path);
        var compared = WeightsFile.Compare(network, file, path);

        // In the network's order, whatever the file's is.
        var tensors = network.Keys.Where(file.Entries.ContainsKey).ToDictionary(name => name, file.Read, StringComparer.Ordinal);
        try
        {
            WeightsFile.Save(target, tensors);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RefusalException($"{target} cannot be written: {error.Message}");
        }

        if (parsed.GetValue(json))
        {
            JsonOutput.Write(terminal, new { tensors = tensors.Count, compared.Missing, compared.Unexpected });
        }
        else
        {
            var without = compared.Missing.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", without {compared.Missing.Count:N0} counters of norms that {Path.GetFileName(path)} lacks");
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target}: {tensors.Count:N0} tensors{without}"));
        }

        return ExitCode.Good;
    }

    private static WeightsEntry EntryOf(TensorPlan tensor) => new(
        tensor.Key,
        tensor.Kind == TensorKind.Counter ? ScalarType.Int64 : ScalarType.Float32,
        [.. tensor.Dimensions.Select(size => (long)size)]);
}
