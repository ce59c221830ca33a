using System.Linq;
using Microsoft.CodeAnalysis;
using ResNetGen.Generator.Tests.Projects;

namespace ResNetGen.Generator.Tests.Reading;

public sealed class SpecReferenceTests
{
    private const string Spec = """{ "version": 1, "depth": 8, "classes": 3 }""";

    [Theory]
    [InlineData("own.resnet.json")]
    [InlineData("specs/own.resnet.json")]
    [InlineData("./specs/own.resnet.json")]
    [InlineData(@"specs\own.resnet.json")]
    [InlineData("/home/me/app/specs/own.resnet.json")]
    public void A_class_takes_the_file_that_it_names_and_the_file_becomes_no_class_of_its_own(string path)
    {
        var outcome = Project(path).WithSpec("/home/me/app/specs/own.resnet.json", Spec).Build();

        Assert.Empty(outcome.Diagnostics);
        Assert.Equal("MyApp.Net.ResNet.g.cs", Assert.Single(outcome.Networks).Key);
    }

    [Fact]
    public void Files_that_no_class_names_stay_classes_of_their_own()
    {
        var outcome = Project("specs/own.resnet.json").WithSpec("/app/specs/own.resnet.json", Spec).WithSpec("/app/specs/other.resnet.json", Spec).WithSpec("/app/specs/my-own.resnet.json", Spec).Build();

        Assert.Empty(outcome.Diagnostics);
        Assert.Equal(["MyApp.MyOwn.ResNet.g.cs", "MyApp.Net.ResNet.g.cs", "MyApp.Other.ResNet.g.cs"], outcome.Networks.Select(source => source.Key));
    }

    [Fact]
    public void A_file_without_a_class_name_is_read_all_the_same()
    {
        var outcome = Project("20 layers.resnet.json").WithSpec("/app/20 layers.resnet.json", Spec).Build();

        Assert.Empty(outcome.Diagnostics);
    }

    [Fact]
    public void What_is_wrong_with_a_file_that_two_classes_take_is_said_once()
    {
        var outcome = Project("own.resnet.json")
            .WithSource("Second.cs", "namespace MyApp { [ResNetGen.ResNetSpec(\"own.resnet.json\")] internal partial class Second { } }")
            .WithSpec("own.resnet.json", """{ "version": 3, "depht": 8 }""")
            .Build();

        Assert.Equal(["RNG106", "RNG102"], outcome.Diagnostics.Select(d => d[..6]));
        Assert.Equal(2, outcome.Networks.Count());
    }

    [Fact]
    public void Another_file_leaves_its_source_alone_and_its_own_changes_it()
    {
        var project = Project("own.resnet.json").WithSpec("own.resnet.json", Spec).WithSpec("other.resnet.json", Spec);
        var compilation = project.Compile();
        var driver = project.CreateDriver().RunGenerators(compilation);

        var again = driver.ReplaceAdditionalTexts([.. project.WithSpec("other.resnet.json", Spec.Replace('8', '3')).AdditionalTexts()]).RunGenerators(compilation);
        Assert.Equal(IncrementalStepRunReason.Cached, OutputOf(again, "MyApp.Net"));

        again = driver.ReplaceAdditionalTexts([.. project.WithSpec("own.resnet.json", Spec.Replace("3", "4", System.StringComparison.Ordinal)).AdditionalTexts()]).RunGenerators(compilation);
        Assert.Equal(IncrementalStepRunReason.Modified, OutputOf(again, "MyApp.Net"));
    }

    private static IncrementalStepRunReason OutputOf(GeneratorDriver driver, string name) => driver.GetRunResult().Results.Single().TrackedOutputSteps
        .SelectMany(s => s.Value).SelectMany(s => s.Outputs.Select(o => (Step: s, o.Reason)))
        .Where(o => o.Step.Inputs.Select(i => i.Source.Outputs[i.OutputIndex].Value).OfType<Models.SourcePlan>().Any(p => p.Shell.FullName == name))
        .Select(o => o.Reason)
        .Single();

    private static UserProject Project(string path) => UserProject.Of($$"""
        namespace MyApp
        {
            [ResNetGen.ResNetSpec(@"{{path}}")]
            internal partial class Net { }

            internal static class Use { internal static int Make() => new Net().Layer1.Count + Net.Info.Depth; }
        }
        """);
}
