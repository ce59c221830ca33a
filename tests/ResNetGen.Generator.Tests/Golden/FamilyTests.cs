using ResNetGen.Core.Families;
using ResNetGen.Generator.Tests.Projects;

namespace ResNetGen.Generator.Tests.Golden;

public sealed class FamilyTests
{
    public static TheoryData<string> Families => new(FamilyTable.Names);

    [SkippableTheory]
    [MemberData(nameof(Families))]
    public void The_source_of_every_family_compiles_against_the_oldest_and_the_newest_TorchSharp(string family)
    {
        var project = UserProject.OfSpec(FamilySpec.Of(family));

        Assert.Empty(project.Build().Diagnostics);
        Assert.Empty((project with { References = static () => ContractAssemblies.Oldest.References }).Build().Diagnostics);
    }
}
