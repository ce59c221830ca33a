using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using ResNetGen.Core.Families;
using ResNetGen.Generator.Tests.Projects;

namespace ResNetGen.Generator.Tests.Incremental;

public sealed class IncrementalTests
{
    public static TheoryData<string> Names => [.. Samples.All, .. Samples.SpecNames];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void The_same_project_again_computes_nothing(string name)
    {
        var project = ProjectOf(name);
        var compilation = project.Compile();
        var driver = project.CreateDriver().RunGenerators(compilation);

        var again = driver.RunGenerators(compilation.Clone());

        Assert.All(Reasons(again, StepNames.Plans), IsUnchanged);
        Assert.All(OutputReasons(again), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Another_file_and_lines_that_move_leave_the_source_alone(string name)
    {
        var project = ProjectOf(name).WithSource("Other.cs", "internal static class Other { }");
        var driver = project.CreateDriver().RunGenerators(project.Compile());
        var edited = project with
        {
            Sources = project.Sources.ToDictionary(s => s.Key, s => "// A comment above.\n\n" + s.Value).Aggregate(project.Sources, (all, s) => all.SetItem(s.Key, s.Value)),
        };
        edited = edited.WithSource("Other.cs", "internal static class Other { internal static int Answer => 42; }").WithSource("Another.cs", "internal interface IAnother { }");

        var again = driver.RunGenerators(edited.Compile());

        Assert.All(Reasons(again, StepNames.Plans), IsUnchanged);
        Assert.All(OutputReasons(again), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [SkippableTheory]
    [InlineData("Net.cs", "Depth = 20", "Depth = 26")]
    [InlineData("Net.cs", "Classes = 7", "Classes = 8")]
    [InlineData("net.resnet.json", "\"depth\": 29", "\"depth\": 38")]
    [InlineData("net.resnet.json", "[1, 28, 28]", "[1, 28, 29]")]
    public void A_changed_network_changes_its_source_alone(string file, string from, string to)
    {
        var project = UserProject.Of("""
            namespace MyApp;
            [ResNetGen.ResNet(Version = 1, Depth = 20)] internal partial class First { }
            [ResNetGen.ResNet(Version = 2, Depth = 11, Classes = 7)] internal partial class Second { }
            """)
            .WithSpec("net.resnet.json", """{ "version": 2, "depth": 29, "input": [1, 28, 28] }""")
            .WithSpec("other.resnet.json", """{ "version": 2, "depth": 38 }""");
        var driver = project.CreateDriver().RunGenerators(project.Compile());
        var edited = project with
        {
            Sources = project.Sources.SetItem("Net.cs", project.Sources["Net.cs"].Replace(file == "Net.cs" ? from : "\0", to, StringComparison.Ordinal)),
            SpecFiles = project.SpecFiles.SetItem("net.resnet.json", project.SpecFiles["net.resnet.json"].Replace(file == "Net.cs" ? "\0" : from, to, StringComparison.Ordinal)),
        };

        var again = driver.ReplaceAdditionalTexts([.. edited.AdditionalTexts()]).RunGenerators(edited.Compile());

        Assert.Single(Reasons(again, StepNames.Plans), IncrementalStepRunReason.Modified);
        Assert.Single(OutputReasons(again), IncrementalStepRunReason.Modified);
        Assert.Equal(4, OutputReasons(again).Count);
    }

    [SkippableFact]
    public void Of_all_families_in_one_project_the_one_that_changed_is_written_again()
    {
        var project = FamilyTable.Names.Aggregate(new UserProject(), (all, family) => all.WithSpec(family + ".resnet.json", FamilySpec.Of(family).Replace("\"Net\"", $"\"{family}\"", StringComparison.Ordinal)));
        var driver = project.CreateDriver().RunGenerators(project.Compile());
        var edited = project.WithSpec("densenet121.resnet.json", project.SpecFiles["densenet121.resnet.json"].Replace("}", ", \"classes\": 7 }", StringComparison.Ordinal))
            .WithSource("Other.cs", "internal static class Other { }");

        var again = driver.ReplaceAdditionalTexts([.. edited.AdditionalTexts()]).RunGenerators(edited.Compile());

        Assert.Equal(FamilyTable.Names.Count, OutputReasons(again).Count);
        Assert.Single(OutputReasons(again), IncrementalStepRunReason.Modified);
        Assert.Equal(FamilyTable.Names.Count - 1, OutputReasons(again).Count(reason => reason == IncrementalStepRunReason.Cached));
    }

    [SkippableFact]
    public void A_file_that_a_class_names_changes_that_class_alone()
    {
        var project = UserProject.Of("namespace MyApp; [ResNetGen.ResNetSpec(\"own.resnet.json\")] internal partial class Mine { } [ResNetGen.ResNet(Version = 1, Depth = 8)] internal partial class Other { }")
            .WithSpec("own.resnet.json", """{ "version": 1, "depth": 20 }""");
        var driver = project.CreateDriver().RunGenerators(project.Compile());
        var edited = project.WithSpec("own.resnet.json", """{ "version": 1, "depth": 20, "stages": [{ "width": 8 }, {}, {}] }""");

        var again = driver.ReplaceAdditionalTexts([.. edited.AdditionalTexts()]).RunGenerators(edited.Compile());

        Assert.Equal(2, OutputReasons(again).Count);
        Assert.Single(OutputReasons(again), IncrementalStepRunReason.Modified);
    }

    [SkippableFact]
    public void A_finding_moves_with_its_line_and_the_skeleton_stays()
    {
        var project = UserProject.Of("[ResNetGen.ResNet(Version = 1, Depth = 21)] internal partial class Net { }");
        var driver = project.CreateDriver().RunGenerators(project.Compile());
        var edited = project.WithSource("Net.cs", "\n\n" + project.Sources["Net.cs"]);

        var again = driver.RunGenerators(edited.Compile());

        Assert.Equal(2, Assert.Single(again.GetRunResult().Diagnostics).Location.GetLineSpan().StartLinePosition.Line);
        Assert.All(Reasons(again, StepNames.Plans), IsUnchanged);
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Values_of_the_pipeline_hold_nothing_of_a_compilation(string name)
    {
        var project = ProjectOf(name);
        var result = project.CreateDriver().RunGenerators(project.Compile()).GetRunResult().Results.Single();

        string[] steps =
        [
            StepNames.AttributedClasses, StepNames.SpecFiles, StepNames.SpecReferences, StepNames.SpecClasses, StepNames.Surroundings, StepNames.Names,
            StepNames.Compiled, StepNames.Plans,
        ];
        var values = steps.SelectMany(step => result.TrackedSteps.GetValueOrDefault(step, [])).SelectMany(step => step.Outputs).Select(output => output.Value).ToList();

        Assert.True(values.Count >= 5);
        Assert.All(values, value => Assert.Empty(ObjectGraph.CompilationPartsIn(value)));
    }

    [SkippableFact]
    public void The_walk_over_values_finds_a_planted_symbol_tree_and_location()
    {
        var compilation = UserProject.Of("internal class A { }").Compile();
        var symbol = compilation.GetTypeByMetadataName("A")!;

        Assert.NotEmpty(ObjectGraph.CompilationPartsIn(new[] { Tuple.Create(1, new List<object> { symbol }) }));
        Assert.NotEmpty(ObjectGraph.CompilationPartsIn(Tuple.Create(compilation.SyntaxTrees[0])));
        Assert.NotEmpty(ObjectGraph.CompilationPartsIn(new { symbol.Locations[0].SourceTree }));
        Assert.NotEmpty(ObjectGraph.CompilationPartsIn(symbol.Locations[0]));
    }

    [SkippableTheory]
    [InlineData(20)]
    [InlineData(21)]
    public void An_old_compilation_is_not_kept(int depth)
    {
        var project = UserProject.Of($"[ResNetGen.ResNet(Version = 1, Depth = {depth})] internal partial class Net {{ }}")
            .WithSpec("a.resnet.json", """{ "version": 2, "depth": 29 }""");
        var (driver, old) = RunTwice(project);

        for (var i = 0; i < 10 && old.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(old.IsAlive);
        Assert.Equal(2, driver.GetRunResult().GeneratedTrees.Length);
    }

    // Not inlined, so that no local of the test keeps the first compilation, or the first driver.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (GeneratorDriver Driver, WeakReference Old) RunTwice(UserProject project)
    {
        var compilation = project.Compile();
        var driver = project.CreateDriver().RunGenerators(compilation);
        return (driver.RunGenerators(project.WithSource("Other.cs", "internal class Other { }").Compile()), new WeakReference(compilation));
    }

    private static UserProject ProjectOf(string name) => name.EndsWith(".resnet.json", StringComparison.Ordinal) ? Samples.SpecProject(name) : Samples.Project(name);

    private static List<IncrementalStepRunReason> Reasons(GeneratorDriver driver, string step) =>
        [.. driver.GetRunResult().Results.Single().TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Reason)];

    private static List<IncrementalStepRunReason> OutputReasons(GeneratorDriver driver) =>
        [.. driver.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs).Select(o => o.Reason)];

    private static void IsUnchanged(IncrementalStepRunReason reason) =>
        Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString());
}
