using System.Collections.Immutable;
using System.Linq;
using ResNetGen.Core.Findings;

namespace ResNetGen.Generator.Reporting;

/// <summary>Hands a finding's replacements to code fixes, which see a diagnostic and not the finding.</summary>
internal static class ReplacementProperties
{
    public static ImmutableDictionary<string, string?> Of(Finding finding) => finding.Replacements
        .Select((text, index) => (text, index))
        .ToImmutableDictionary(r => Replacement.KeyOf(r.index), r => (string?)r.text);
}
