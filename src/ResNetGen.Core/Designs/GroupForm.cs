namespace ResNetGen.Core.Designs;

/// <summary>The three equivalent forms of a unit of several branches: Xie et al., "Aggregated Residual Transformations" (2017, arXiv:1611.05431), figure 3.</summary>
public enum GroupForm
{
    /// <summary>A convolution in groups: figure 3 (c).</summary>
    Grouped,

    /// <summary>Branches whose results are concatenated before the last 1 x 1 convolution: figure 3 (b).</summary>
    Concatenated,

    /// <summary>Branches, each with a last 1 x 1 convolution of its own, whose results are added: figure 3 (a).</summary>
    Branches,
}
