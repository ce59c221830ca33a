using System.Linq;

namespace ResNetGen.Reports;

/// <summary>Where the run came from, and how it is done again.</summary>
internal static class OriginSection
{
    /// <summary>The section.</summary>
    public static Html Of(RunRecord run) => run.Command is null && run.Facts.Count == 0 ? Html.None : Html.Of($"""
        <section>
        <h2>To do it again</h2>
        {(run.Command is { } command ? Html.Of($"""<div class="command"><pre><code>{command}</code></pre></div>""") : Html.None)}
        <dl class="facts">
        {Html.Join(run.Facts.Select(fact => Html.Of($"<div><dt>{fact.Name}</dt><dd>{fact.Value}</dd></div>")))}
        </dl>
        </section>
        """);
}
