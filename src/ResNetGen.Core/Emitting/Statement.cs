using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting;

/// <summary>An assignment in a <c>forward</c>, or its result.</summary>
/// <param name="Variable">The variable that takes the value; null for the result.</param>
/// <param name="Expression">The value.</param>
/// <param name="Shape">The value's shape for one image.</param>
internal sealed record Statement(string? Variable, string Expression, Shape Shape)
{
    /// <summary>In place of a variable: the value is the result where the unit is not computed.</summary>
    public const string Skips = "?";
}
