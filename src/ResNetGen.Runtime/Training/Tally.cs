using System;

namespace ResNetGen.Training;

/// <summary>Counts right answers and sums losses, batch by batch.</summary>
internal sealed class Tally
{
    private const int Best = 5;

    private double loss;
    private int amongBest;

    /// <summary>Images so far.</summary>
    public int Images { get; private set; }

    /// <summary>Those with the highest score for their class.</summary>
    public int Correct { get; private set; }

    /// <summary>The share of these.</summary>
    public double Top1 => (double)Correct / Images;

    /// <summary>All of it.</summary>
    public Evaluation Evaluation => new(Images, Correct, Top1, (double)amongBest / Images, loss / Images);

    /// <summary>Adds a batch.</summary>
    /// <param name="scores">A row an image.</param>
    /// <param name="labels">The images' classes.</param>
    public void Add(ReadOnlySpan<float> scores, ReadOnlySpan<long> labels)
    {
        var classes = scores.Length / labels.Length;
        for (var image = 0; image < labels.Length; image++)
        {
            var row = scores.Slice(image * classes, classes);
            var label = (int)labels[image];
            var rank = Scores.Rank(row, label);
            Correct += rank == 0 ? 1 : 0;
            amongBest += rank < Best ? 1 : 0;
            loss += Scores.CrossEntropy(row, label);
        }

        Images += labels.Length;
    }
}
