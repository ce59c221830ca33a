namespace ResNetGen.Core.Designs;

/// <summary>How a window becomes one number.</summary>
public enum PoolKind
{
    /// <summary>Its greatest number.</summary>
    Max,

    /// <summary>Its mean.</summary>
    Average,
}
