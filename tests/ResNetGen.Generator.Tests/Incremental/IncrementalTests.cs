using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using ResNetGen.Core.Families;
using ResNetGen.Generator.Models;
using ResNetGen.Generator.Tests.Projects;

namespace ResNetGen.Generator.Tests.Incremental;

public sealed class IncrementalTests
{
    private const string Bystander = """{ "class": "Bystander", "version": 2, "depth": 11 }""";

    /// <summary>Every sample, every file of the folder <c>specs</c>, and every family that can be built.</summary>
    public static TheoryData<string> Names => [.. Samples.All, .. Samples.SpecNames, .. Samples.OtherFamilies];

    /// <summary>Those of them that do not ask for another head.</summary>
    public static TheoryData<string> NamesOfClassifiers =>
        [.. Samples.All.Concat(Samples.SpecNames).Concat(Samples.OtherFamilies).Where(name => !Samples.AnyProject(name).SpecFiles.Values.Any(json => json.Contains("\"head\"", StringComparison.Ordinal)))];

    public static TheoryData<string> Steps => [.. NamedSteps];

    private static IEnumerable<string> NamedSteps => typeof(StepNames).GetFields().Select(name => (string)name.GetRawConstantValue()!);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_project_again_computes_nothing(string name)
    {
        var project = Samples.AnyProject(name);
        var compilation = project.Compile();
        var driver = project.CreateDriver().RunGenerators(compilation);

        var again = driver.RunGenerators(compilation.Clone());

        Assert.All(Reasons(again, StepNames.Compiled), IsUnchanged);
        AssertCached(again, 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_comment_above_leaves_the_source_alone(string name)
    {
        var project = Samples.AnyProject(name);

        AssertCached(Edit(project, project.WithCommentsAbove()), 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Another_file_leaves_the_plan_and_the_source_alone(string name)
    {
        var project = Samples.AnyProject(name).WithSource("Other.cs", "internal static class Other { }");
        var edited = project
            .WithSource("Other.cs", "internal static class Other { internal static int Answer => 42; }")
            .WithSource("Another.cs", "internal interface IAnother { }");

        var again = Edit(project, edited);

        Assert.All(Reasons(again, StepNames.Compiled), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        AssertCached(again, 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Another_specification_changes_its_own_source_alone(string name)
    {
        var project = Samples.AnyProject(name).WithSpec("bystander.resnet.json", Bystander);

        var again = Edit(project, project.WithSpec("bystander.resnet.json", Bystander.Replace("11", "20", StringComparison.Ordinal)));

        AssertOneModified(again, "Bystander", 2);
    }

    [Theory]
    [MemberData(nameof(NamesOfClassifiers))]
    public void Other_classes_change_the_source_of_their_network_alone(string name)
    {
        var project = Samples.AnyProject(name);
        var again = Edit(project.WithSpec("bystander.resnet.json", Bystander), project.WithOtherClasses().WithSpec("bystander.resnet.json", Bystander));

        AssertOneModified(again, NameOf(project), 2);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Another_width_changes_the_source_of_its_network_alone(string name)
    {
        var project = Samples.AnyProject(name);
        var again = Edit(project.WithSpec("bystander.resnet.json", Bystander), project.WithOtherWidth().WithSpec("bystander.resnet.json", Bystander));

        AssertOneModified(again, NameOf(project), 2);
    }

    [Theory]
    [InlineData("Net.cs", "Depth = 20", "Depth = 26", "First")]
    [InlineData("Net.cs", "Classes = 7", "Classes = 8", "Second")]
    [InlineData("net.resnet.json", "\"depth\": 29", "\"depth\": 38", "Net")]
    [InlineData("net.resnet.json", "[1, 28, 28]", "[1, 28, 29]", "Net")]
    public void A_changed_network_changes_its_source_alone(string file, string from, string to, string @class)
    {
        var project = UserProject.Of("""
            namespace MyApp;
            [ResNetGen.ResNet(Version = 1, Depth = 20)] internal partial class First { }
            [ResNetGen.ResNet(Version = 2, Depth = 11, Classes = 7)] internal partial class Second { }
            """)
            .WithSpec("net.resnet.json", """{ "version": 2, "depth": 29, "input": [1, 28, 28] }""")
            .WithSpec("other.resnet.json", """{ "version": 2, "depth": 38 }""");
        var edited = project with
        {
            Sources = project.Sources.SetItem("Net.cs", project.Sources["Net.cs"].Replace(file == "Net.cs" ? from : "\0", to, StringComparison.Ordinal)),
            SpecFiles = project.SpecFiles.SetItem("net.resnet.json", project.SpecFiles["net.resnet.json"].Replace(file == "Net.cs" ? "\0" : from, to, StringComparison.Ordinal)),
        };

        var again = Edit(project, edited);

        AssertOneModified(again, @class, 4);
    }

    [Fact]
    public void Of_all_families_in_one_project_the_one_that_changed_is_written_again()
    {
        var project = FamilyTable.Names.Aggregate(new UserProject(), (all, family) => all.WithSpec(family + ".resnet.json", FamilySpec.Of(family).Replace("\"Net\"", $"\"{family}\"", StringComparison.Ordinal)));
        var edited = project.WithSpec("densenet121.resnet.json", project.SpecFiles["densenet121.resnet.json"].Replace("}", ", \"classes\": 7 }", StringComparison.Ordinal))
            .WithSource("Other.cs", "internal static class Other { }");

        AssertOneModified(Edit(project, edited), "densenet121", FamilyTable.Names.Count);
    }

    [Fact]
    public void A_file_that_a_class_names_changes_that_class_alone()
    {
        var project = UserProject.Of("namespace MyApp; [ResNetGen.ResNetSpec(\"own.resnet.json\")] internal partial class Mine { } [ResNetGen.ResNet(Version = 1, Depth = 8)] internal partial class Other { }")
            .WithSpec("own.resnet.json", """{ "version": 1, "depth": 20 }""");
        var edited = project.WithSpec("own.resnet.json", """{ "version": 1, "depth": 20, "stages": [{ "width": 8 }, {}, {}] }""");

        AssertOneModified(Edit(project, edited), "Mine", 2);
    }

    [Fact]
    public void A_finding_moves_with_its_line_and_the_skeleton_stays()
    {
        var project = UserProject.Of("[ResNetGen.ResNet(Version = 1, Depth = 21)] internal partial class Net { }");
        var driver = project.CreateDriver().RunGenerators(project.Compile());
        var edited = project.WithSource("Net.cs", "\n\n" + project.Sources["Net.cs"]);

        var again = driver.RunGenerators(edited.Compile());

        Assert.Equal(2, Assert.Single(again.GetRunResult().Diagnostics).Location.GetLineSpan().StartLinePosition.Line);
        Assert.All(Reasons(again, StepNames.Plans), IsUnchanged);
    }

    [Fact]
    public void A_finding_that_is_mended_goes_and_changes_its_source_alone()
    {
        var project = UserProject.OfSpec("""{ "version": 1, "depth": 21 }""").WithSpec("bystander.resnet.json", Bystander);

        var again = Edit(project, project.WithSpec("net.resnet.json", """{ "version": 1, "depth": 26 }"""));

        Assert.Empty(again.GetRunResult().Diagnostics);
        AssertOneModified(again, "Net", 2);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_of_the_pipeline_hold_nothing_of_a_compilation(string name)
    {
        var project = Samples.AnyProject(name);
        var steps = ResultOf(project.CreateDriver().RunGenerators(project.Compile())).TrackedSteps;
        var values = NamedSteps.SelectMany(step => steps.GetValueOrDefault(step, [])).SelectMany(s => s.Outputs).Select(o => o.Value).ToList();

        Assert.True(values.Count >= 5);
        Assert.All(values, value => Assert.Empty(ObjectGraph.CompilationPartsIn(value)));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void No_step_holds_anything_of_a_compilation(string step)
    {
        var values = ValuesOf(EveryKind, step);

        Assert.NotEmpty(values);
        Assert.All(values, value => Assert.Empty(ObjectGraph.CompilationPartsIn(value)));
    }

    [Fact]
    public void The_walk_over_values_finds_a_planted_symbol_tree_and_location()
    {
        var compilation = UserProject.Of("internal class A { }").Compile();
        var symbol = compilation.GetTypeByMetadataName("A")!;

        Assert.NotEmpty(ObjectGraph.CompilationPartsIn(new[] { Tuple.Create(1, new List<object> { symbol }) }));
        Assert.NotEmpty(ObjectGraph.CompilationPartsIn(Tuple.Create(compilation.SyntaxTrees[0])));
        Assert.NotEmpty(ObjectGraph.CompilationPartsIn(new { symbol.Locations[0].SourceTree }));
        Assert.NotEmpty(ObjectGraph.CompilationPartsIn(symbol.Locations[0]));
        Assert.NotEmpty(ObjectGraph.CompilationPartsIn(compilation.SyntaxTrees[0].GetRoot().GetFirstToken()));
        Assert.NotEmpty(ObjectGraph.CompilationPartsIn((Func<string>)symbol.ToString!));
    }

    [Fact]
    public void An_old_compilation_is_not_kept()
    {
        var (driver, old) = RunTwice(EveryKind);

        for (var i = 0; i < 10 && old.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(old.IsAlive);
        Assert.Equal(9, driver.GetRunResult().GeneratedTrees.Length);
    }

    /// <summary>A project of every kind of network: by attribute, of a file, of a class that names its file, each right and wrong.</summary>
    private static UserProject EveryKind => UserProject.Of("""
        namespace MyApp;

        [ResNetGen.ResNet(Version = 1, Depth = 20)] internal partial class Right { }
        [ResNetGen.ResNet(Version = 1, Depth = 21)] internal partial class Wrong { internal int Conv1 => 1; }
        [ResNetGen.ResNetSpec("right.resnet.json")] internal partial class RightFile { }
        [ResNetGen.ResNetSpec("wrong.resnet.json")] internal partial class WrongFile { }
        """)
        .WithSpec("right.resnet.json", """{ "version": 2, "depth": 29 }""")
        .WithSpec("wrong.resnet.json", """{ "version": 2, "depth": 30 }""")
        .WithSpec("own.resnet.json", """{ "version": 2, "depth": 29 }""")
        .WithSpec("wrong own.resnet.json", """{ "version": 2, "depth": 30 }""");

    // Not inlined, so that no local of the test keeps the first compilation, or the first driver.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (GeneratorDriver Driver, WeakReference Old) RunTwice(UserProject project)
    {
        var compilation = project.Compile();
        var driver = project.CreateDriver().RunGenerators(compilation);
        return (driver.RunGenerators(project.WithSource("Other.cs", "internal class Other { }").Compile()), new WeakReference(compilation));
    }

    /// <summary>The driver of a project after an edit of it.</summary>
    private static GeneratorDriver Edit(UserProject project, UserProject edited) => project.CreateDriver()
        .RunGenerators(project.Compile())
        .ReplaceAdditionalTexts([.. edited.AdditionalTexts()])
        .RunGenerators(edited.Compile());

    private static void AssertCached(GeneratorDriver driver, int outputs)
    {
        Assert.All(Reasons(driver, StepNames.Plans), IsUnchanged);
        Assert.Equal(Enumerable.Repeat(IncrementalStepRunReason.Cached, outputs), Outputs(driver).Select(o => o.Reason));
    }

    private static void AssertOneModified(GeneratorDriver driver, string @class, int outputs)
    {
        Assert.Single(Reasons(driver, StepNames.Plans), IncrementalStepRunReason.Modified);
        var sources = Outputs(driver);
        Assert.Equal(outputs, sources.Count);
        Assert.Equal(@class, Assert.Single(sources, s => s.Reason != IncrementalStepRunReason.Cached).Class);
        Assert.Contains(sources, s => s.Reason == IncrementalStepRunReason.Modified);
    }

    private static string NameOf(UserProject project) => Assert.Single(Outputs(project.CreateDriver().RunGenerators(project.Compile()))).Class;

    private static List<object> ValuesOf(UserProject project, string step) =>
        [.. ResultOf(project.CreateDriver().RunGenerators(project.Compile())).TrackedSteps.GetValueOrDefault(step, []).SelectMany(s => s.Outputs).Select(o => o.Value)];

    private static GeneratorRunResult ResultOf(GeneratorDriver driver) => driver.GetRunResult().Results.Single();

    private static List<IncrementalStepRunReason> Reasons(GeneratorDriver driver, string step) =>
        [.. ResultOf(driver).TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Reason)];

    /// <summary>The sources that were put out, by their class; findings are none.</summary>
    private static List<(string Class, IncrementalStepRunReason Reason)> Outputs(GeneratorDriver driver) =>
    [
        .. from step in ResultOf(driver).TrackedOutputSteps.SelectMany(s => s.Value)
           from plan in step.Inputs.Select(i => i.Source.Outputs[i.OutputIndex].Value).OfType<SourcePlan>()
           from output in step.Outputs
           select (plan.Shell.Name, output.Reason),
    ];

    private static void IsUnchanged(IncrementalStepRunReason reason) =>
        Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString());
}
