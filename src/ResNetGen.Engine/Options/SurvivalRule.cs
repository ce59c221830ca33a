namespace ResNetGen;

/// <summary>How the probability depends on the unit's place.</summary>
public enum SurvivalRule
{
    /// <summary>Falling from 1 at the stem.</summary>
    Linear,

    /// <summary>The same for all units.</summary>
    Uniform,
}
