namespace ResNetGen.Core.Emitting.Python;

/// <summary>Where the units of a network are, which is what its keys say.</summary>
internal enum UnitHome
{
    /// <summary>In a module for each stage, by their number.</summary>
    Sequence,

    /// <summary>In a module for each stage, by names.</summary>
    NamedSequence,

    /// <summary>Nowhere: no level of the keys is a unit. Its layers are the network's.</summary>
    Network,
}
