namespace ResNetGen.Core.Findings;

/// <summary>How much a finding weighs.</summary>
public enum Severity
{
    /// <summary>Something worth knowing.</summary>
    Info,

    /// <summary>The network can be built, and is probably not what was meant.</summary>
    Warning,

    /// <summary>The network cannot be built.</summary>
    Error,
}
