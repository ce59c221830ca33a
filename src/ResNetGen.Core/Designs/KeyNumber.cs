namespace ResNetGen.Core.Designs;

/// <summary>A number in the keys of a unit's layers.</summary>
public enum KeyNumber
{
    /// <summary>The stage's, from 1.</summary>
    Stage,

    /// <summary>The unit's in its stage, from 0.</summary>
    Unit,

    /// <summary>The unit's in the network, from 0.</summary>
    Number,
}
