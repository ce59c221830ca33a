namespace ResNetGen.Core.Planning;

/// <summary>What is wrong with the shapes of an operation.</summary>
public enum ShapeProblemKind
{
    /// <summary>The two sides of an addition differ.</summary>
    SidesDiffer,

    /// <summary>No row or column is left.</summary>
    NothingLeft,
}
