using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ResNetGen.Data;

namespace ResNetGen.Cli.Commands;

/// <summary><c>--mean</c> and <c>--std</c>, or <c>--normalize</c>: how pixels become numbers.</summary>
internal sealed class NormalizationOptions
{
    private readonly Option<float[]?> mean = new("--mean") { HelpName = "a,b,c", Description = "Means of the channels, in units of pixel / 255.", Arity = ArgumentArity.ExactlyOne, CustomParser = Numbers };
    private readonly Option<float[]?> deviation = new("--std") { HelpName = "a,b,c", Description = "Standard deviations of the channels.", Arity = ArgumentArity.ExactlyOne, CustomParser = Numbers };
    private readonly Option<string?> normalize;

    /// <param name="instead">What counts where nothing is said.</param>
    public NormalizationOptions(string instead)
    {
        normalize = new("--normalize") { HelpName = "NAME", Description = $"Instead of --mean and --std, those of {string.Join(", ", Normalization.Named.Keys)}. [default: {instead}]" };
        normalize.AcceptOnlyFromAmong([.. Normalization.Named.Keys]);
    }

    /// <summary>Gives a command the options.</summary>
    public void AddTo(Command command)
    {
        command.Add(mean);
        command.Add(deviation);
        command.Add(normalize);
        command.Validators.Add(RequireOneNormalization);
    }

    /// <summary>The normalisation that was asked for; null where none was.</summary>
    public Normalization? Of(ParseResult parsed) => (parsed.GetValue(mean), parsed.GetValue(deviation), parsed.GetValue(normalize)) switch
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
