namespace ResNetGen.Generator;

/// <summary>The names of the pipeline's steps, by which tests ask what was computed again.</summary>
public static class StepNames
{
    /// <summary>Classes with the attribute, and what it says.</summary>
    public const string AttributedClasses = nameof(AttributedClasses);

    /// <summary>Specification files, read.</summary>
    public const string SpecFiles = nameof(SpecFiles);

    /// <summary>Classes that name their specification file.</summary>
    public const string SpecReferences = nameof(SpecReferences);

    /// <summary>The classes of specification files that no class names.</summary>
    public const string SpecClasses = nameof(SpecClasses);

    /// <summary>What the project references, and which C# it uses.</summary>
    public const string Surroundings = nameof(Surroundings);

    /// <summary>Which networks there are.</summary>
    public const string Names = nameof(Names);

    /// <summary>Plans and findings.</summary>
    public const string Compiled = nameof(Compiled);

    /// <summary>Findings, each once.</summary>
    public const string Findings = nameof(Findings);

    /// <summary>What the sources are made of: no places.</summary>
    public const string Plans = nameof(Plans);
}
