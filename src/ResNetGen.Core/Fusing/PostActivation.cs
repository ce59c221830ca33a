using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Fusing;

/// <summary>A nonlinearity of what the step has come to.</summary>
/// <param name="Activation">Which.</param>
public sealed record PostActivation(Activation Activation) : PostOperation;
