namespace ResNetGen.Core.Specs.Options;

/// <summary>Options that stand in one object of a file. An attribute has them side by side.</summary>
/// <param name="Words">What messages call it: <c>A stem</c>.</param>
/// <param name="Parent">The group that it stands in; null for the network itself.</param>
/// <param name="Shorthand">The option in it that a value alone stands for: <c>"norm": "group"</c> for <c>"norm": { "kind": "group" }</c>.</param>
public sealed record OptionGroup(string Words, OptionGroup? Parent, string? Shorthand = null)
{
    /// <summary>The network itself.</summary>
    public static OptionGroup Network { get; } = new("A network", null);

    /// <summary>In front of the stages.</summary>
    public static OptionGroup Stem { get; } = new("A stem", Network);

    /// <summary>At the end of the stem.</summary>
    public static OptionGroup Pool { get; } = new("A pool", Stem, "kind");

    /// <summary>One stage.</summary>
    public static OptionGroup Stage { get; } = new("A stage", Network);

    /// <summary>What passes units by.</summary>
    public static OptionGroup Shortcut { get; } = new("A shortcut", Network, "kind");

    /// <summary>The normalization.</summary>
    public static OptionGroup Norm { get; } = new("A norm", Network, "kind");

    /// <summary>What weighs channels.</summary>
    public static OptionGroup Attention { get; } = new("An attention", Network, "kind");

    /// <summary>Stochastic depth.</summary>
    public static OptionGroup Survival { get; } = new("A survival", Network, "last");

    /// <summary>L2.</summary>
    public static OptionGroup Decay { get; } = new("A decay", Network, "convolutions");

    /// <summary>How tensors are called.</summary>
    public static OptionGroup Keys { get; } = new("A naming of keys", Network, "style");

    /// <summary>Behind the stages.</summary>
    public static OptionGroup Head { get; } = new("A head", Network, "kind");
}
