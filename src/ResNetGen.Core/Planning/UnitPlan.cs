namespace ResNetGen.Core.Planning;

/// <summary>One residual unit.</summary>
/// <param name="Structure">A name for the order of its layers and the kind of its shortcut: <c>BasicUnit</c>.</param>
/// <param name="Description">The structure in words.</param>
/// <param name="Graph">What it computes.</param>
/// <param name="LastNorm">The key of the last norm before the addition, or behind it where it stands there; null without norms.</param>
public sealed record UnitPlan(string Structure, string Description, Graph Graph, string? LastNorm);
