namespace ResNetGen.Cli.Benchmarking;

/// <summary>What a step is.</summary>
internal enum BenchMode
{
    /// <summary>One call in evaluation mode, without gradients.</summary>
    Infer,

    /// <summary>Forward, cross-entropy, backward, and an SGD step with momentum and weight decay.</summary>
    Train,
}
