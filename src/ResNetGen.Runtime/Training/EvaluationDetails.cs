using System.Collections.Generic;

namespace ResNetGen.Training;

/// <summary>How a network does on a data set, class by class, and where it errs.</summary>
/// <param name="Evaluation">All images together.</param>
/// <param name="Confusion">For each class, in the data set's order, how many of its images were taken for each class.</param>
/// <param name="Mistakes">The wrong answers that the network was most sure of, the surest first.</param>
/// <param name="Doubtful">The right answers that it was least sure of, the least sure first.</param>
/// <param name="Unanswered">How many images got a score that is no number; they are right nowhere, and not in <paramref name="Confusion"/>.</param>
public sealed record EvaluationDetails(
    Evaluation Evaluation,
    IReadOnlyList<IReadOnlyList<int>> Confusion,
    IReadOnlyList<ImageAnswer> Mistakes,
    IReadOnlyList<ImageAnswer> Doubtful,
    int Unanswered);
