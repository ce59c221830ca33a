namespace ResNetGen.Core.Designs;

/// <summary>Which unit of a stage takes the stride.</summary>
public enum StridedUnit
{
    /// <summary>The first.</summary>
    First,

    /// <summary>The last, as in the version 2 networks of Keras Applications; its shortcut is a 1 x 1 max pool of that stride, and the first unit's changes the channels.</summary>
    Last,
}
