using System.Collections.Generic;
using System.Linq;
using ResNetGen.Data;
using ResNetGen.Training;

namespace ResNetGen.Reports;

/// <summary>Pictures of the answers that are worth a look.</summary>
internal static class AnswersSection
{
    /// <summary>The section.</summary>
    public static Html Of(RunRecord run) => run is { Test: { } test, TestImages: { } images }
        ? Html.Of($"""
            {Gallery("Surest mistakes", "Wrong answers that the network was most sure of. A label may be wrong here, not the network.", test.Mistakes, images)}
            {Gallery("Narrow escapes", "Right answers that it was least sure of.", test.Doubtful, images)}
            """)
        : Html.None;

    private static Html Gallery(string title, string words, IReadOnlyList<ImageAnswer> answers, IImageDataset images) => answers.Count == 0 ? Html.None : Html.Of($"""
        <section>
        <h2>{title}</h2>
        <p class="quiet">{words}</p>
        <ul class="gallery">
        {Html.Join(answers.Select(answer => Item(answer, images)))}
        </ul>
        </section>
        """);

    private static Html Item(ImageAnswer answer, IImageDataset images)
    {
        var (label, predicted) = (images.ClassNames[answer.Label], images.ClassNames[answer.Predicted]);
        var right = answer.Label == answer.Predicted;
        return Html.Of($"""
            <li><img src="{PictureUri.Of(images, answer.Index)}" width="{images.Shape.Width}" height="{images.Shape.Height}" alt="{(right ? label : $"{label}, taken for {predicted}")}" title="{images.Name}, image {answer.Index}">
            <p class="{(right ? "hit" : "miss")}"><b>{predicted}</b> <span>{NumberText.Percent(answer.Probability)}</span></p>{(right ? Html.None : Html.Of($"<p>is {label}</p>"))}</li>
            """);
    }
}
