namespace ResNetGen.Core.Fusing;

/// <summary>What stands in a buffer is added. It may be the one that the step writes to.</summary>
/// <param name="Buffer">The buffer.</param>
public sealed record PostAddition(int Buffer) : PostOperation;
