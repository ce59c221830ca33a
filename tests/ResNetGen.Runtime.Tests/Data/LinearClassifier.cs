using System;
using System.Linq;
using System.Numerics;
using ResNetGen.Data;

namespace ResNetGen.Runtime.Tests.Data;

/// <summary>Softmax regression on pixels, by stochastic gradient descent: the weakest classifier that a data set is held against.</summary>
internal static class LinearClassifier
{
    public static double TrainAndScore(IImageDataset train, IImageDataset test, int epochs)
    {
        var classes = train.ClassNames.Count;
        var length = train.Shape.Length;
        var weights = new float[classes][];
        for (var i = 0; i < classes; i++)
        {
            weights[i] = new float[length + 1];
        }

        var (images, labels) = ReadAll(train);
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            var rate = 0.002f / (1 + epoch);
            for (var i = 0; i < images.Length; i++)
            {
                var errors = Softmax(weights, images[i]);
                errors[labels[i]] -= 1;
                for (var c = 0; c < classes; c++)
                {
                    AddScaled(weights[c], images[i], -rate * errors[c]);
                }
            }
        }

        (images, labels) = ReadAll(test);
        return images.Zip(labels).Average(pair =>
        {
            var scores = Softmax(weights, pair.First);
            return Array.IndexOf(scores, scores.Max()) == pair.Second ? 1.0 : 0;
        });
    }

    /// <summary>All images as numbers around 0, each with a 1 after its pixels for the bias.</summary>
    private static (float[][] Images, int[] Labels) ReadAll(IImageDataset data)
    {
        var images = new float[data.Count][];
        var labels = new int[data.Count];
        var pixels = new byte[data.Shape.Length];
        for (var i = 0; i < images.Length; i++)
        {
            labels[i] = data.Read(i, pixels);
            images[i] = [.. pixels.Select(pixel => (pixel - 127.5f) / 74), 1];
        }

        return (images, labels);
    }

    private static float[] Softmax(float[][] weights, float[] image)
    {
        float[] scores = [.. weights.Select(row => Dot(row, image))];
        var highest = scores.Max();
        var sum = scores.Sum(score => MathF.Exp(score - highest));
        return [.. scores.Select(score => MathF.Exp(score - highest) / sum)];
    }

    private static float Dot(float[] a, float[] b)
    {
        var sum = Vector<float>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            sum += new Vector<float>(a, i) * new Vector<float>(b, i);
        }

        var rest = Vector.Sum(sum);
        for (; i < a.Length; i++)
        {
            rest += a[i] * b[i];
        }

        return rest;
    }

    private static void AddScaled(float[] target, float[] source, float scale)
    {
        var i = 0;
        for (; i <= target.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (new Vector<float>(target, i) + (new Vector<float>(source, i) * scale)).CopyTo(target, i);
        }

        for (; i < target.Length; i++)
        {
            target[i] += source[i] * scale;
        }
    }
}
