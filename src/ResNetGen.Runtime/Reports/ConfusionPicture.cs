using System;
using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Reports;

/// <summary>The confusion matrix of many classes, as a picture; the cells say more where they are pointed at.</summary>
internal static class ConfusionPicture
{
    /// <summary>A row of cells a class, a column for what its images were taken for.</summary>
    public static Html Of(IReadOnlyList<ClassScore> classes, IReadOnlyList<IReadOnlyList<int>> confusion) => Html.Of($"""
        <figure class="matrix">
        <svg viewBox="0 0 {classes.Count} {classes.Count}" role="img" aria-label="Confusion matrix of {classes.Count} classes; {classes.Sum(score => score.Correct)} of {classes.Sum(score => score.Images)} images lie on the diagonal. The most frequent mistakes are listed beside it.">
        {Html.Join(classes.SelectMany(label => classes.Where(taken => confusion[label.Index][taken.Index] > 0).Select(taken => Cell(label, taken, confusion[label.Index][taken.Index]))))}
        </svg>
        <figcaption>A row for each class, from above in the data set's order; a column for what its test images were taken for. The stronger, the more of the class.</figcaption>
        </figure>
        """);

    private static Html Cell(ClassScore label, ClassScore taken, int count)
    {
        var share = (double)count / label.Images;
        return Html.Of($"""<rect class="{(label == taken ? "right" : "wrong")}" x="{taken.Index}" y="{label.Index}" width="1" height="1" fill-opacity="{Math.Sqrt(share):0.##}" data-tip="{ConfusionTable.Tip(label, taken, count)}"/>""");
    }
}
