namespace ResNetGen.Core.Planning;

/// <summary>One residual unit.</summary>
/// <param name="Structure">A name for the order of its layers and the kind of its shortcut: <c>BasicUnit</c>.</param>
/// <param name="Description">The structure in words.</param>
/// <param name="Graph">What it computes.</param>
public sealed record UnitPlan(string Structure, string Description, Graph Graph);
