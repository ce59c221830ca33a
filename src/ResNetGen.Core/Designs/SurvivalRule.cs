namespace ResNetGen.Core.Designs;

/// <summary>How likely units are to be computed in training.</summary>
public enum SurvivalRule
{
    /// <summary>Falling from 1 at the stem to the last unit's: Huang et al. (2016, arXiv:1603.09382), equation 4.</summary>
    Linear,

    /// <summary>The same for all units.</summary>
    Uniform,
}
