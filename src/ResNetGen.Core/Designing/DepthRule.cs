using System;
using System.Collections.Generic;

namespace ResNetGen.Core.Designing;

/// <summary>Which depths a network can have whose stages all have n units.</summary>
/// <param name="LayersPerStep">How many layers one more unit in each stage adds.</param>
public sealed record DepthRule(int LayersPerStep)
{
    /// <summary>The depth in words: <c>6n + 2</c>.</summary>
    public string Formula => FormattableString.Invariant($"{LayersPerStep}n + {OuterLayers}");

    /// <summary>The depth of the network of one unit a stage.</summary>
    public int Least => LayersPerStep + OuterLayers;

    // The first convolution and the classifier.
    private static int OuterLayers => 2;

    /// <summary>Whether there is a network of this depth.</summary>
    public bool Has(int depth) => depth >= Least && (depth - OuterLayers) % LayersPerStep == 0;

    /// <summary>The deepest network that is not deeper than this, and at least one unit a stage deep.</summary>
    public int AtMost(int depth) => Math.Max(Least, depth - ((depth - OuterLayers) % LayersPerStep));

    /// <summary>The depths that there are next to one that there is not: one below and one above, as far as there are such.</summary>
    public IReadOnlyList<int> Near(int depth)
    {
        var below = AtMost(depth);
        return below > depth || below > int.MaxValue - LayersPerStep ? [below] : [below, below + LayersPerStep];
    }

    /// <summary>The units of a stage of the deepest network that is not deeper than this.</summary>
    public int UnitsOf(int depth) => (AtMost(depth) - OuterLayers) / LayersPerStep;
}
