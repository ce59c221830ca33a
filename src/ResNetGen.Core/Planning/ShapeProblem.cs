using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Planning;

/// <summary>An operation whose shapes cannot be.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Stage">The stage from 0; null in the stem and the head.</param>
/// <param name="Unit">The kind of unit; null in the stem and the head.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Left">What it takes; of an addition, what the layers give.</param>
/// <param name="Right">What it gives; of an addition, what the shortcut gives.</param>
public sealed record ShapeProblem(ShapeProblemKind Kind, int? Stage, string? Unit, Operation Operation, Shape Left, Shape Right);
