namespace ResNetGen;

/// <summary>How the groups are computed: Xie et al. (2017), figure 3.</summary>
public enum GroupForm
{
    /// <summary>A convolution in groups (c).</summary>
    Grouped,

    /// <summary>Branches, concatenated before the last convolution (b).</summary>
    Concatenated,

    /// <summary>Whole branches, added (a).</summary>
    Branches,
}
