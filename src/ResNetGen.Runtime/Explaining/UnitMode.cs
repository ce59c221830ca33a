namespace ResNetGen.Explaining;

/// <summary>What of a unit counts.</summary>
internal enum UnitMode
{
    /// <summary>All of it.</summary>
    Whole,

    /// <summary>Its shortcut alone: its layers give zeros.</summary>
    Deleted,

    /// <summary>All of it, but gradients pass by the shortcut alone.</summary>
    ShortcutGradient,

    /// <summary>All of it, but gradients pass by the layers alone.</summary>
    ResidualGradient,
}
