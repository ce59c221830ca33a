using System.Collections.Generic;

namespace ResNetGen.Cli.Training;

/// <summary>The losses of a run's steps in a few numbers: each is the mean of equally many steps, twice as many whenever there would be too many numbers.</summary>
internal sealed class LossHistory
{
    // More than a terminal has columns.
    private const int Most = 1024;

    private readonly List<double> means = [];
    private int stepsPerMean = 1;
    private double sum;
    private int steps;

    /// <summary>The means, in order, the last one perhaps of fewer steps.</summary>
    public IReadOnlyList<double> Means => steps == 0 ? means : [.. means, sum / steps];

    /// <summary>Takes the loss of the next step.</summary>
    public void Add(double loss)
    {
        sum += loss;
        steps++;
        if (steps < stepsPerMean)
        {
            return;
        }

        means.Add(sum / steps);
        (sum, steps) = (0, 0);
        if (means.Count == Most)
        {
            Halve();
        }
    }

    private void Halve()
    {
        for (var i = 0; i < Most / 2; i++)
        {
            means[i] = (means[2 * i] + means[(2 * i) + 1]) / 2;
        }

        means.RemoveRange(Most / 2, Most / 2);
        stepsPerMean *= 2;
    }
}
