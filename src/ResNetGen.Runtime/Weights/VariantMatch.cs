namespace ResNetGen.Weights;

/// <summary>Whether weights are for a network that computes as the one that they are loaded into: keys and shapes do not show all of that.</summary>
public enum VariantMatch
{
    /// <summary>The file says that they are.</summary>
    Same,

    /// <summary>The file says that they are for another: <see cref="LoadResult.Differences"/>.</summary>
    Different,

    /// <summary>The file, or the network, says nothing of it.</summary>
    Unknown,
}
