namespace ResNetGen.Cli.Benchmarking;

/// <summary>What a step is.</summary>
internal enum BenchMode
{
    /// <summary>One call of the network for inference.</summary>
    Infer,

    /// <summary>One call of the network itself, in evaluation mode, without gradients.</summary>
    Forward,

    /// <summary>Forward, cross-entropy, backward, and an SGD step with momentum and weight decay.</summary>
    Train,
}
