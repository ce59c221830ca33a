using System;
using System.Globalization;
using ResNetGen.Core.Families;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Specs;

namespace ResNetGen.Core.Checking;

/// <summary>Says which depths there are near one that there is not.</summary>
internal static class DepthCheck
{
    /// <summary>The finding for a depth that a family does not have.</summary>
    /// <param name="family">The family.</param>
    /// <param name="depth">The depth as written.</param>
    /// <param name="parameters">The parameters of the family's network of a depth.</param>
    public static Finding Describe(CifarFamily family, Written<int> depth, Func<int, long> parameters)
    {
        var other = family == CifarFamily.Version1 ? CifarFamily.Version2 : CifarFamily.Version1;
        var otherHas = other.Has(depth.Value)
            ? FormattableString.Invariant($", and version {other.Version}, of {other.Formula}, has {depth.Value}")
            : "";
        return new Finding(
            FindingCatalogue.DepthDoesNotFit, depth.Place, Plain(depth.Value), Plain(family.Version), family.Formula, Nearest() + otherHas);

        string Nearest()
        {
            var below = family.AtMost(depth.Value);
            if (below > depth.Value)
            {
                return "the least is " + Sized(below);
            }

            // There is none above where it would be more than a depth can be.
            return below > int.MaxValue - family.LayersPerStep
                ? "the most is " + Sized(below)
                : "the nearest are " + Sized(below) + " and " + Sized(below + family.LayersPerStep);
        }

        string Sized(int layers) => FormattableString.Invariant($"{layers} ({parameters(layers):N0} parameters)");
    }

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);
}
