namespace ResNetGen.Core.Designs;

/// <summary>Stochastic depth: in training a unit is computed with a probability; in evaluation its residual counts by that probability.</summary>
/// <param name="Rule">How the probability depends on the unit's place.</param>
/// <param name="Last">The last unit's.</param>
public sealed record SurvivalDesign(SurvivalRule Rule, double Last);
