using ResNetGen.Core.Families;
using ResNetGen.Generator.Tests.Projects;

namespace ResNetGen.Generator.Tests.Golden;

public sealed class FamilyTests
{
    public static TheoryData<string> Families => new(FamilyTable.Names);

    [Theory]
    [MemberData(nameof(Families))]
    public void The_source_of_every_family_compiles(string family)
    {
        Assert.Empty(UserProject.OfSpec(FamilySpec.Of(family)).Build().Diagnostics);
    }
}
