using System;

namespace ResNetGen.Training;

/// <summary>What the steps of an epoch add up to.</summary>
/// <param name="Batches">Batches so far.</param>
/// <param name="Images">Their images.</param>
/// <param name="Correct">Those with the highest score for their class.</param>
/// <param name="Loss">The sum of all images' losses.</param>
/// <param name="Seconds">How long the steps took, of all processes that did some.</param>
/// <param name="SecondsWaited">How long of it they waited for images.</param>
internal sealed record EpochSums(int Batches, int Images, int Correct, double Loss, double Seconds, double SecondsWaited)
{
    /// <summary>Before the first step.</summary>
    public static EpochSums None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>The share of right images.</summary>
    public double Top1 => (double)Correct / Images;

    /// <summary>With one more batch; time is added elsewhere.</summary>
    /// <param name="scores">A row an image.</param>
    /// <param name="labels">The images' classes.</param>
    /// <param name="loss">The mean loss of the batch.</param>
    public EpochSums With(ReadOnlySpan<float> scores, ReadOnlySpan<long> labels, double loss)
    {
        var classes = scores.Length / labels.Length;
        var correct = Correct;
        for (var image = 0; image < labels.Length; image++)
        {
            correct += Training.Scores.Rank(scores.Slice(image * classes, classes), (int)labels[image]) == 0 ? 1 : 0;
        }

        return this with { Batches = Batches + 1, Images = Images + labels.Length, Correct = correct, Loss = Loss + (loss * labels.Length) };
    }
}
