namespace ResNetGen.Engine.Training;

/// <summary>How the operations of a network work in a pass.</summary>
/// <param name="isTraining">Whether norms use the statistics of the batch and update the running ones, and values are left out at random.</param>
/// <param name="seed">Decides what is left out.</param>
/// <param name="inEvaluation">By the number of each operation, whether it alone works as in evaluation; null for none.</param>
internal sealed class TrainingMode(bool isTraining, ulong seed = 0, bool[]? inEvaluation = null)
{
    public static readonly TrainingMode Evaluation = new(isTraining: false);

    public ulong Seed { get; } = seed;

    /// <summary>Whether an operation works as in training.</summary>
    /// <param name="number">The operation's number.</param>
    public bool IsTraining(int number) => isTraining && inEvaluation?[number] != true;
}
