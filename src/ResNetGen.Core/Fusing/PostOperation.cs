namespace ResNetGen.Core.Fusing;

/// <summary>What a <see cref="FusedStep"/> does with each number before it is written.</summary>
public abstract record PostOperation;
