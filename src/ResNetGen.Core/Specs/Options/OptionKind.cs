namespace ResNetGen.Core.Specs.Options;

/// <summary>What an option takes.</summary>
public enum OptionKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>The name of a class.</summary>
    ClassName,

    /// <summary>The name of a namespace, or nothing.</summary>
    NamespaceName,

    /// <summary>The name of a family of networks.</summary>
    Family,

    /// <summary>A whole number.</summary>
    WholeNumber,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Switch,

    /// <summary>One of some words.</summary>
    Choice,

    /// <summary>Channels, height and width.</summary>
    Shape,

    /// <summary>Whole numbers; one alone stands for a list of it.</summary>
    WholeNumbers,

    /// <summary>A pattern of keys, as <c>stage_{stage}.{unit}.{layer}</c>.</summary>
    KeyPattern,

    /// <summary>Keys by the names of layers.</summary>
    LayerNames,

    /// <summary>A group of options.</summary>
    Group,

    /// <summary>Groups of options in order.</summary>
    Groups,
}
