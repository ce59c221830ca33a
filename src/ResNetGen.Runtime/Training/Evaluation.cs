namespace ResNetGen.Training;

/// <summary>How a network does on a data set.</summary>
/// <param name="Images">How many images there are.</param>
/// <param name="Correct">How many got the highest score for their class.</param>
/// <param name="Top1">The share of these, 0 to 1.</param>
/// <param name="Top5">The share of images whose class is among the five highest scores, 0 to 1.</param>
/// <param name="Loss">Mean cross-entropy, in nats.</param>
public sealed record Evaluation(int Images, int Correct, double Top1, double Top5, double Loss);
