using System;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace ResNetGen.Training;

/// <summary>What one image's scores say about its label.</summary>
internal static class Scores
{
    /// <summary>How many classes are scored ahead of the label: 0 where it has the highest score.</summary>
    /// <remarks>Of equal scores the lower class is ahead, as for PyTorch's <c>argmax</c>. A score that is no number puts its class ahead.</remarks>
    public static int Rank(ReadOnlySpan<float> scores, int label)
    {
        var own = scores[label];
        var ahead = 0;
        for (var other = 0; other < scores.Length; other++)
        {
            var behind = other > label ? scores[other] <= own : scores[other] < own;
            if (!behind && other != label)
            {
                ahead++;
            }
        }

        return ahead;
    }

    /// <summary>The class with the highest score; of equal scores the lower class, as <see cref="Rank"/> has it.</summary>
    public static int Highest(ReadOnlySpan<float> scores)
    {
        var highest = 0;
        for (var other = 1; other < scores.Length; other++)
        {
            if (scores[other] > scores[highest])
            {
                highest = other;
            }
        }

        return highest;
    }

    /// <summary>The cross-entropy of the scores' softmax with the label, in nats.</summary>
    public static double CrossEntropy(ReadOnlySpan<float> scores, int label)
    {
        var highest = float.NegativeInfinity;
        foreach (var score in scores)
        {
            highest = MathF.Max(highest, score);
        }

        var sum = 0.0;
        foreach (var score in scores)
        {
            sum += Math.Exp((double)score - highest);
        }

        return Math.Log(sum) + highest - scores[label];
    }

    /// <summary>The scores as numbers, row by row; they last as long as the current dispose scope.</summary>
    public static ReadOnlySpan<float> Numbers(Tensor scores) =>
        MemoryMarshal.Cast<byte, float>(scores.detach().@float().cpu().contiguous().bytes);

    /// <summary>Says so if a network gives another count of scores than there are classes.</summary>
    /// <exception cref="ArgumentException">It does, or its result is no matrix of one row an image.</exception>
    public static void CheckShape(ReadOnlySpan<long> scores, int images, int classes, string data)
    {
        if (scores.Length != 2 || scores[0] != images || scores[1] != classes)
        {
            throw new ArgumentException(
                $"For {images} images the network gives a result of shape [{string.Join(", ", scores.ToArray())}]; {data} has {classes} classes, so it would have to be [{images}, {classes}].");
        }
    }
}
