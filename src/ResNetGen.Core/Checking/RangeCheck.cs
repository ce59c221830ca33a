using System.Collections.Generic;
using System.Globalization;
using ResNetGen.Core.Families;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Specs;

namespace ResNetGen.Core.Checking;

/// <summary>Finds numbers that mean nothing whatever the rest says.</summary>
internal static class RangeCheck
{
    public static IEnumerable<Finding> Find(NetworkSpec spec)
    {
        if (spec.Version is { } version && CifarFamily.OfVersion(version.Value) is null)
        {
            yield return Outside(version, $"'{version.Name}'", PropertyText.Version);
        }

        if (spec.Classes is { Value: < 1 } classes)
        {
            yield return Outside(classes, $"'{classes.Name}'", "at least 1");
        }

        if (spec.Input is not { } input)
        {
            yield break;
        }

        var sizes = new[] { input.Channels, input.Height, input.Width };
        for (var i = 0; i < sizes.Length; i++)
        {
            if (sizes[i].Value < 1)
            {
                yield return Outside(sizes[i], WrittenShape.NameOf(sizes[i].Name, i), "at least 1");
            }
        }
    }

    private static Finding Outside(Written<int> written, string name, string range) => new(
        FindingCatalogue.OutOfRange, written.Place, name, written.Value.ToString(CultureInfo.InvariantCulture), range);
}
