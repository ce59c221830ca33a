namespace ResNetGen.Data;

/// <summary>An image that could not be read.</summary>
/// <param name="Data">The data set's name.</param>
/// <param name="Index">Its place in the data set.</param>
/// <param name="Source">Its file, or what else the data set calls it.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record BrokenImage(string Data, int Index, string Source, string Problem)
{
    /// <summary>Which and why, in one line.</summary>
    public override string ToString() => VisibleText.Of($"{Source}: {Problem}");
}
