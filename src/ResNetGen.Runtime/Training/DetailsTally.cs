using System;
using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Training;

/// <summary>Counts what was taken for what, batch by batch, and keeps the answers that are worth a look.</summary>
/// <param name="classes">How many classes there are.</param>
/// <param name="answers">How many answers of each kind are kept.</param>
internal sealed class DetailsTally(int classes, int answers)
{
    private readonly int[][] confusion = [.. Enumerable.Range(0, classes).Select(_ => new int[classes])];
    private readonly TopAnswers mistakes = new(answers);
    private readonly TopAnswers doubtful = new(answers);
    private int unanswered;

    /// <summary>Adds a batch.</summary>
    /// <param name="scores">A row an image.</param>
    /// <param name="labels">The images' classes.</param>
    /// <param name="indices">Their places in the data set.</param>
    public void Add(ReadOnlySpan<float> scores, ReadOnlySpan<long> labels, ReadOnlySpan<int> indices)
    {
        for (var image = 0; image < labels.Length; image++)
        {
            Add(indices[image], scores.Slice(image * classes, classes), (int)labels[image]);
        }
    }

    /// <summary>All of it.</summary>
    /// <param name="evaluation">The same images' evaluation.</param>
    public EvaluationDetails Details(Evaluation evaluation) =>
        new(evaluation, (IReadOnlyList<IReadOnlyList<int>>)confusion, mistakes.Answers, doubtful.Answers, unanswered);

    private void Add(int index, ReadOnlySpan<float> scores, int label)
    {
        if (scores.ContainsAnyExceptInRange(float.NegativeInfinity, float.PositiveInfinity))
        {
            unanswered++;
            return;
        }

        var predicted = Scores.Highest(scores);
        confusion[label][predicted]++;
        var probability = Math.Exp(-Scores.CrossEntropy(scores, predicted));
        if (double.IsNaN(probability))
        {
            // An infinite score leaves no share to tell.
            return;
        }

        var answer = new ImageAnswer(index, label, predicted, probability);
        if (predicted == label)
        {
            doubtful.Add(answer, -probability);
        }
        else
        {
            mistakes.Add(answer, probability);
        }
    }
}
