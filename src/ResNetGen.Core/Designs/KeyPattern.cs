using System.Globalization;
using System.Linq;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Designs;

/// <summary>What the keys of a unit's layers begin with: <c>conv{stage+1}_block{unit+1}_</c>.</summary>
/// <param name="Parts">Texts and numbers in turn.</param>
public sealed record KeyPattern(EquatableArray<KeyPatternPart> Parts)
{
    /// <summary>Whether the keys have levels, which are modules of their own.</summary>
    public bool HasLevels => Parts.Any(part => part.Text.IndexOf('.') >= 0);

    /// <summary>Whether a number is in it.</summary>
    public bool Has(KeyNumber number) => Parts.Any(part => part.Number == number);

    /// <summary>What the keys of one unit's layers begin with.</summary>
    /// <param name="stage">The stage's number, from 1.</param>
    /// <param name="unit">The unit's number in its stage, from 0.</param>
    /// <param name="number">The unit's number in the network, from 0.</param>
    public string Of(int stage, int unit, long number) => string.Concat(Parts.Select(part => part.Number switch
    {
        null => part.Text,
        KeyNumber.Stage => Text(stage + part.Offset),
        KeyNumber.Unit => Text(unit + part.Offset),
        _ => Text(number + part.Offset),
    }));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
