using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Training;

/// <summary>Keeps the few answers of highest rank among many.</summary>
/// <param name="count">How many.</param>
internal sealed class TopAnswers(int count)
{
    private readonly PriorityQueue<ImageAnswer, (double Rank, int Index)> kept = new();

    /// <summary>Those kept, the highest first; of equal ones the first image.</summary>
    public IReadOnlyList<ImageAnswer> Answers => [.. kept.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => item.Element)];

    /// <summary>Takes an answer, if it is one of the highest so far.</summary>
    public void Add(ImageAnswer answer, double rank)
    {
        if (kept.Count < count)
        {
            kept.Enqueue(answer, (rank, -answer.Index));
        }
        else if (count > 0)
        {
            kept.EnqueueDequeue(answer, (rank, -answer.Index));
        }
    }
}
