namespace ResNetGen.Data;

/// <summary>Which images of a data set: the parts have none in common.</summary>
public enum DatasetPart
{
    /// <summary>Those to learn from.</summary>
    Train,

    /// <summary>Those held out, by which a network is judged.</summary>
    Test,
}
