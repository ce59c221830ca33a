using System;
using System.CommandLine;

namespace ResNetGen.Cli.Commands;

/// <summary>Ranges of numeric options; a number outside is wrong usage.</summary>
internal static class OptionRanges
{
    /// <summary>The option takes whole numbers from a least one on.</summary>
    public static void AtLeast(this Option<int> option, int least) => option.Validators.Add(result =>
    {
        if (!result.Implicit && result.GetValueOrDefault<int>() is var value && value < least)
        {
            result.AddError($"{option.Name} is {value}; it must be {least} or more.");
        }
    });

    /// <summary>The option takes finite numbers above a bound.</summary>
    public static void Above(this Option<double> option, double bound) => option.Validators.Add(result =>
    {
        if (!result.Implicit && result.GetValueOrDefault<double>() is var value && !(value > bound && double.IsFinite(value)))
        {
            result.AddError(FormattableString.Invariant($"{option.Name} is {value}; it must be above {bound}."));
        }
    });
}
