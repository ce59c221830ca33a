using System.Collections.Generic;
using System.Linq;
using ResNetGen.Training;

namespace ResNetGen.Reports;

/// <summary>How the images of one class were answered.</summary>
/// <param name="Index">The class's place in the data set.</param>
/// <param name="Name">Its name.</param>
/// <param name="Images">How many of its images were answered.</param>
/// <param name="Correct">How many of them right.</param>
internal sealed record ClassScore(int Index, string Name, int Images, int Correct)
{
    /// <summary>The share of right answers, 0 to 1; 0 without images.</summary>
    public double Share => Images == 0 ? 0 : (double)Correct / Images;

    /// <summary>The scores of all classes, in order.</summary>
    public static IReadOnlyList<ClassScore> Of(EvaluationDetails test, IReadOnlyList<string> names) =>
        [.. test.Confusion.Select((row, i) => new ClassScore(i, names[i], row.Sum(), row[i]))];
}
