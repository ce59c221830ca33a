namespace ResNetGen.Inference.Steps;

/// <summary>What a <see cref="Step"/> does with each number before it is written.</summary>
public abstract record PostOperation;
