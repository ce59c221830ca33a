namespace ResNetGen.Core.Designs;

/// <summary>What passes units by.</summary>
/// <param name="Changing">Where a unit changes the shape.</param>
/// <param name="Plain">Where it keeps the shape.</param>
/// <param name="Source">What a projection takes.</param>
/// <param name="Norm">Whether a norm follows a projection.</param>
/// <param name="FirstUnitProjects">Whether the first unit of a stage projects even where it keeps the shape.</param>
/// <param name="Zeros">Where channels of zeros go.</param>
/// <param name="Scale">The constant of a scaled shortcut.</param>
/// <param name="GateBias">Where the bias of a gate starts.</param>
/// <param name="Dropout">The share of numbers that dropout on the shortcut sets to 0 in training.</param>
public sealed record ShortcutDesign(
    ShortcutKind Changing,
    PlainShortcut Plain,
    ProjectionSource Source,
    bool Norm,
    bool FirstUnitProjects,
    ZeroChannels Zeros,
    double Scale,
    double GateBias,
    double Dropout);
