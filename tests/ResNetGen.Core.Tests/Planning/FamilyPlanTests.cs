using System.Linq;
using ResNetGen.Core.Families;
using ResNetGen.Core.Findings;

namespace ResNetGen.Core.Tests.Planning;

public sealed class FamilyPlanTests
{
    public static TheoryData<string> Families => new(FamilyTable.Names);

    [Theory]
    [MemberData(nameof(Families))]
    public void Every_family_is_planned(string family)
    {
        var compiled = Networks.Compile(FamilySpec.Of(family));

        Assert.Equal([], compiled.Findings.Where(f => f.Kind.Severity == Severity.Error).Select(f => f.Message));
        Assert.Equal(compiled.Plan!.Tensors.Count(), compiled.Plan.Tensors.Select(t => t.Key).Distinct().Count());
    }
}
