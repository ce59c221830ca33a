namespace ResNetGen;

/// <summary>Which unit of a stage takes the stride.</summary>
public enum StridedUnit
{
    /// <summary>The first.</summary>
    First,

    /// <summary>The last: version 2 of Keras Applications.</summary>
    Last,
}
