namespace ResNetGen.Core.Findings;

/// <summary>One thing that can be wrong with a specification: a row of the <see cref="FindingCatalogue"/>.</summary>
/// <param name="Id">The id, never used for anything else: <c>RNG</c> and three digits.</param>
/// <param name="Title">What is wrong, without particulars.</param>
/// <param name="Format">The message, with <c>{0}</c>, <c>{1}</c>, … for the particulars.</param>
/// <param name="Severity">How much it weighs.</param>
public sealed record FindingKind(string Id, string Title, string Format, Severity Severity)
{
    private const string Pages = "https://github.com/resnetgen/resnetgen/blob/main/docs/diagnostics/";

    /// <summary>The page that explains it: the cause, a wrong and a right specification.</summary>
    public string HelpLink => Pages + Id + ".md";
}
