using System.CommandLine;
using System.CommandLine.Parsing;
using ResNetGen.Cli.Networks;
using ResNetGen.Cli.Specs;
using ResNetGen.Data;

namespace ResNetGen.Cli.Commands;

/// <summary>What it takes to score pictures: weights, and what they do not say of themselves.</summary>
internal sealed class ScoringOptions
{
    private readonly WeightsOption weights = new();
    private readonly DataOption data = new();
    private readonly Option<string?> classes = new("--classes") { HelpName = "FILE", Description = "The classes' names, one a line. [default: those of the data, else those that the weights note, else numbers]" };
    private readonly NormalizationOptions normalization = new("the data's, else what the weights note");

    /// <summary>Gives a command the options.</summary>
    public void AddTo(Command command)
    {
        command.Add(weights);
        command.Add(data);
        command.Add(classes);
        normalization.AddTo(command);
    }

    /// <summary>Whether data are named.</summary>
    public bool HasData(CommandResult result) => result.GetResult(data) is not null;

    /// <summary>The data that are named, if any are.</summary>
    public DataSource? DataOf(ParseResult parsed, SpecFile spec, Terminal terminal) =>
        parsed.GetValue(data) is { } name ? NetworkData.Find(name, broken: null, spec, terminal) : null;

    /// <summary>The network with its weights.</summary>
    /// <exception cref="RefusalException">Something is not known that scores need.</exception>
    public ScoredNetwork Load(ParseResult parsed, SpecFile spec, DataSource? source, Terminal terminal) =>
        ScoredNetwork.Load(spec, parsed.GetRequiredValue(weights), normalization.Of(parsed), source, parsed.GetValue(classes), terminal);
}
