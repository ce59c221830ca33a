namespace ResNetGen.Cli.Runs;

/// <summary>How a run was trained. Without a weight decay, that of the spec counts, else the trainer's own.</summary>
internal sealed record RunOptions(
    int Epochs,
    int Batch,
    double LearningRate,
    string Schedule,
    double Momentum,
    double? WeightDecay,
    int Seed,
    int Validation,
    string? Weights);
