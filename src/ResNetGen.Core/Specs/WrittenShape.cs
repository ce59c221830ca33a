namespace ResNetGen.Core.Specs;

/// <summary>The shape of the images as the user wrote it.</summary>
/// <param name="Channels">How many channels, 3 for colour.</param>
/// <param name="Height">Rows, in pixels.</param>
/// <param name="Width">Columns, in pixels.</param>
public sealed record WrittenShape(Written<int> Channels, Written<int> Height, Written<int> Width)
{
    /// <summary>How messages name the first, second or third of the sizes: <c>'input' (height)</c>.</summary>
    public static string NameOf(string property, int index) => $"'{property}' ({(index == 0 ? "channels" : index == 1 ? "height" : "width")})";
}
