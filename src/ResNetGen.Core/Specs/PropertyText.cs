using System;

namespace ResNetGen.Core.Specs;

/// <summary>What messages say of properties, in attributes and files alike.</summary>
public static class PropertyText
{
    /// <summary>What a version is.</summary>
    public static string Version => "1 (He et al., 2015) or 2 (He et al., 2016)";

    /// <summary>What a depth is.</summary>
    public static string Depth => "its number of layers";

    /// <summary>The end of the range of every number.</summary>
    public static string AtMost { get; } = FormattableString.Invariant($"at most {int.MaxValue:N0}");
}
