namespace ResNetGen;

/// <summary>How the windows of a pool become one number.</summary>
public enum PoolKind
{
    /// <summary>No pool.</summary>
    None,

    /// <summary>Its greatest number.</summary>
    Max,

    /// <summary>Its mean.</summary>
    Average,
}
