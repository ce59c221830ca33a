using System;
using System.Linq;
using ResNetGen.Core.Families;
using ResNetGen.Core.Findings;

namespace ResNetGen.Models.Tests;

/// <summary>The zoo is whole, documented, and what it says of itself.</summary>
public sealed class ZooTests
{
    public static TheoryData<string> Names => [.. Zoo.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_a_class_that_says_which_network_it_is_and_what_it_costs(string name)
    {
        var compiled = Zoo.Compile(name);
        var plan = compiled.Plan!;
        var info = (NetworkInfo)Zoo.TypeOf(name).GetProperty("Info")!.GetValue(null)!;

        Assert.DoesNotContain(compiled.Findings, finding => finding.Kind.Severity == Severity.Warning);
        Assert.True(compiled.Spec.Description.Length > 20, "There is no description of it.");
        Assert.Equal((plan.Parameters, plan.MultiplyAdds, plan.Depth, plan.Variant), (info.Parameters, info.MultiplyAdds, info.Depth, info.Variant));
        Assert.Equal(plan.Classifier, info.Classifier);
    }

    // One leaves its depth to the user, and is there with one.
    [Fact]
    public void Each_family_is_a_spec()
    {
        Assert.Equal(["custom_resnetv2"], FamilyTable.Names.Except(Zoo.Names));
    }

    [Fact]
    public void No_class_is_there_twice() => Assert.Equal(Zoo.Names.Count, Zoo.Names.Select(Zoo.TypeOf).Distinct().Count());

    [Fact]
    public void What_is_compared_is_in_the_zoo() => Assert.Empty(
        ZooChecks.Torchvision.Concat(ZooChecks.TorchvisionCosts).Concat(ZooChecks.KerasExampleCosts.Keys).Concat(ZooChecks.KerasApplicationsCosts.Keys).Concat(ZooChecks.CifarCosts)
            .Concat(ZooChecks.PublishedWeights.Select(weights => weights.Spec)).Except(Zoo.Names));

    [Fact]
    public void Each_published_network_is_there() =>
        Assert.Empty(TestData.Read("published-networks.json").EnumerateArray().Select(name => name.GetString()!).Except(Zoo.Names));

    [Fact]
    public void The_page_of_the_zoo_is_up_to_date() => AcceptedFile.Verify(Repository.PathOf("docs/zoo.md"), null, ZooPage.Write());
}
