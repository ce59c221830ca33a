using System;
using System.CommandLine;
using System.Linq;

namespace ResNetGen.Cli.Commands;

/// <summary>Ranges of numeric options; a number outside is wrong usage.</summary>
internal static class OptionRanges
{
    /// <summary>The option takes whole numbers from a least one on.</summary>
    public static void AtLeast<T>(this Option<T> option, int least) => Add(option, value => value >= least, FormattableString.Invariant($"{least} or more"));

    /// <summary>The option takes finite numbers above a bound.</summary>
    public static void Above<T>(this Option<T> option, double bound) => Add(option, value => value > bound, FormattableString.Invariant($"above {bound}"));

    /// <summary>The option takes numbers from a least one on, up to, but without, a bound.</summary>
    public static void Within<T>(this Option<T> option, double least, double bound) => Add(option, value => value >= least && value < bound, FormattableString.Invariant($"from {least} to less than {bound}"));

    private static void Add<T>(Option<T> option, Func<double, bool> isGood, string range) => option.Validators.Add(result =>
    {
        if (result.Implicit)
        {
            return;
        }

        try
        {
            if (result.GetValueOrDefault<T>() is IConvertible number && number.ToDouble(null) is var value && !(isGood(value) && double.IsFinite(value)))
            {
                result.AddError(FormattableString.Invariant($"{option.Name} is {value}; it must be {range}."));
            }
        }
        catch (InvalidOperationException)
        {
            // No number of the option's kind: the library says so by this exception, in words of its own types.
            result.AddError($"{option.Name} is '{string.Join(' ', result.Tokens.Select(token => token.Value))}'; it must be a number, {range}.");
        }
    });
}
