using System.Collections.Generic;
using System.Linq;
using ResNetGen.Training;

namespace ResNetGen.Reports;

/// <summary>How the network does class by class, and what it takes for what.</summary>
internal static class ClassesSection
{
    // With more classes a table of numbers cannot be read, and a picture shows more.
    private const int MostInTable = 20;

    // With more, a picture's cells are smaller than a screen's.
    private const int MostInPicture = 300;

    private const int Pairs = 12;

    // With more, the page is a list; the best and the worst say enough.
    private const int MostBars = 120;

    /// <summary>The section.</summary>
    public static Html Of(RunRecord run)
    {
        if (run is not { Test: { } test, TestImages: { } images })
        {
            return Html.None;
        }

        var scores = ClassScore.Of(test, images.ClassNames);
        return Html.Of($"""
            <section>
            <h2>Classes</h2>
            <div class="classes">
            <div>
            <h3>What was taken for what</h3>
            {Matrix(scores, test.Confusion)}
            </div>
            <div>
            <h3>Most frequent mistakes</h3>
            {WorstPairs(scores, test)}
            </div>
            </div>
            <h3>Right answers of each class</h3>
            {Bars(scores)}
            </section>
            """);
    }

    private static Html Matrix(IReadOnlyList<ClassScore> classes, IReadOnlyList<IReadOnlyList<int>> confusion) => classes.Count switch
    {
        <= MostInTable => ConfusionTable.Of(classes, confusion),
        <= MostInPicture => ConfusionPicture.Of(classes, confusion),
        _ => Html.Of($"""<p class="quiet">{classes.Count} classes are too many for a picture; the most frequent mistakes say more.</p>"""),
    };

    private static Html WorstPairs(IReadOnlyList<ClassScore> classes, EvaluationDetails test)
    {
        var confusion = test.Confusion;
        var pairs = classes
            .SelectMany(label => confusion[label.Index].Select((count, taken) => (Label: label, Taken: classes[taken], Count: count)))
            .Where(pair => pair.Label != pair.Taken && pair.Count > 0)
            .OrderByDescending(pair => pair.Count)
            .Take(Pairs)
            .ToList();
        return Html.Of($"""
            {List(pairs)}
            {Unanswered(test)}
            """);

        Html List(IReadOnlyList<(ClassScore Label, ClassScore Taken, int Count)> pairs) => pairs.Count > 0
            ? Html.Of($"""
                <ol class="pairs">
                {Html.Join(pairs.Select(pair => Html.Of($"""<li><span><b>{pair.Label.Name}</b> taken for <b>{pair.Taken.Name}</b></span><span class="amount">{NumberText.Count(pair.Count)} <small>of {NumberText.Count(pair.Label.Images)}</small></span></li>""")))}
                </ol>
                """)
            : test.Unanswered == 0 ? Html.Of($"""<p class="quiet">None: every test image was right.</p>""") : Html.None;
    }

    private static Html Unanswered(EvaluationDetails test) => test.Unanswered == 0
        ? Html.None
        : Html.Of($"""<p class="quiet">{NumberText.Count(test.Unanswered)} of {NumberText.Count(test.Evaluation.Images)} test images got scores that are no numbers. They count as wrong, and are not in the table.</p>""");

    private static Html Bars(IReadOnlyList<ClassScore> classes)
    {
        var ordered = classes.Where(score => score.Images > 0).OrderBy(score => score.Share).ToList();
        return ordered.Count <= MostBars
            ? List(ordered)
            : Html.Of($"""
                {List([.. ordered.Take(MostBars / 3)])}
                <p class="quiet">and the best:</p>
                {List([.. ordered.TakeLast(MostBars / 6)])}
                """);
    }

    private static Html List(IReadOnlyList<ClassScore> classes) => Html.Of($"""
        <ul class="bars">
        {Html.Join(classes.Select(score => Html.Of($"""
            <li><span class="name" title="{score.Name}">{score.Name}</span><span class="bar" aria-hidden="true"><i style="width:{100 * score.Share:0.##}%"></i></span><span class="amount">{NumberText.Percent(score.Share)}</span></li>
            """)))}
        </ul>
        """);
}
