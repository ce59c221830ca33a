namespace ResNetGen.Generator.Tests.Diagnostics;

public sealed class DiagnosticTests
{
    [Theory]
    [MemberData(nameof(DiagnosticCases.Names), MemberType = typeof(DiagnosticCases))]
    public void A_wrong_network_has_this_message_at_these_characters_and_no_others(string name)
    {
        var wrong = DiagnosticCases.Of(name);

        Assert.Equal(string.Join('\n', wrong.Expected), string.Join('\n', wrong.Project.Build().Diagnostics));
    }
}
