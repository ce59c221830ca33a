using System;
using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Reports;

/// <summary>The confusion matrix of few classes, as a table of counts.</summary>
internal static class ConfusionTable
{
    /// <summary>A row a class, a column for what its images were taken for.</summary>
    public static Html Of(IReadOnlyList<ClassScore> classes, IReadOnlyList<IReadOnlyList<int>> confusion) => Html.Of($"""
        <div class="scroll"><table class="confusion">
        <caption>A row for each class, a column for what its test images were taken for.</caption>
        <thead><tr><td></td>{Html.Join(classes.Select(score => Html.Of($"""<th scope="col"><span>{score.Name}</span></th>""")))}</tr></thead>
        <tbody>
        {Html.Join(classes.Select(label => Html.Of($"""<tr><th scope="row">{label.Name}</th>{Html.Join(classes.Select(taken => Cell(label, taken, confusion[label.Index][taken.Index])))}</tr>""")))}
        </tbody></table></div>
        """);

    private static Html Cell(ClassScore label, ClassScore taken, int count)
    {
        if (count == 0)
        {
            return Html.Of($"""<td class="none">·</td>""");
        }

        // Mistakes are few where a network is good: the root keeps small shares visible.
        var share = (double)count / label.Images;
        var right = label == taken;
        var strength = right ? share : Math.Sqrt(share);
        return Html.Of($"""<td class="{(right ? "right" : "wrong")}" style="--v:{100 * strength:0}%" data-tip="{Tip(label, taken, count)}">{count}</td>""");
    }

    /// <summary>A cell in words.</summary>
    public static string Tip(ClassScore label, ClassScore taken, int count) => label == taken
        ? $"{label.Name}: {NumberText.Count(count)} of {NumberText.Count(label.Images)} right ({NumberText.Percent(label.Share)})"
        : $"{label.Name} taken for {taken.Name}:\n{NumberText.Count(count)} of {NumberText.Count(label.Images)} ({NumberText.Percent((double)count / label.Images)})";
}
