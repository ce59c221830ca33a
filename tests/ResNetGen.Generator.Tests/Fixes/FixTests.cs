using System.Linq;
using ResNetGen.CodeFixes;
using ResNetGen.Core.Findings;
using ResNetGen.Generator.Tests.Projects;

namespace ResNetGen.Generator.Tests.Fixes;

/// <summary>Every fix is taken, and what comes of it compiles without a finding.</summary>
public sealed class FixTests
{
    [Theory]
    [InlineData("Write 20")]
    [InlineData("Write 26")]
    public void A_depth_that_does_not_fit_becomes_one_of_the_nearest(string title)
    {
        var project = UserProject.Of("using ResNetGen; namespace MyApp; [ResNet(Version = 1, Depth = 21)] internal partial class Net { }");

        Assert.Equal(["Write 20", "Write 26"], FixedProject.Offered(project, "RNG202"));
        Assert.Empty(FixedProject.Take(project, "RNG202", title).Build().Diagnostics);
    }

    [Fact]
    public void A_class_becomes_partial()
    {
        var project = UserProject.Of("""
            using ResNetGen;

            namespace MyApp;

            /// <summary>Mine.</summary>
            [ResNet(Version = 1, Depth = 20)]
            internal /* of this project alone */ sealed class Net
            {
            }
            """);

        var taken = FixedProject.Take(project, "RNG001", "Make 'Net' partial");

        Assert.Contains("internal /* of this project alone */ sealed partial class Net", taken.Sources["Net.cs"]);
        Assert.Empty(taken.Build().Diagnostics);
    }

    [Fact]
    public void The_types_around_a_class_become_partial_in_all_of_their_parts()
    {
        var project = UserProject.Of("""
            namespace MyApp;

            internal class Outer
            {
                internal record struct Middle
                {
                    [ResNetGen.ResNet(Version = 1, Depth = 20)]
                    internal class Net
                    {
                    }
                }
            }
            """);

        var taken = FixedProject.Take(project, "RNG001", "Make 'Net' and the types around it partial");

        Assert.Empty(taken.Build().Diagnostics);
        Assert.Equal(3, taken.Sources["Net.cs"].Split("partial ").Length - 1);
        Assert.Empty(FixedProject.Take(project, "RNG002", "Make 'Middle' and the types around it partial").Build().Diagnostics.Where(d => d.StartsWith("RNG002", System.StringComparison.Ordinal)));
    }

    [Fact]
    public void A_type_becomes_partial_in_its_parts_in_other_files()
    {
        var project = UserProject.Of("namespace MyApp; internal class Outer { [ResNetGen.ResNet(Version = 1, Depth = 20)] internal class Net { } }")
            .WithSource("Outer.cs", "namespace MyApp;\r\n\r\n// The rest.\r\ninternal class Outer { internal static int One => 1; }\r\n");

        var taken = FixedProject.Take(project, "RNG001", "Make 'Net' and the types around it partial");

        Assert.Empty(taken.Build().Diagnostics);
        Assert.Equal("namespace MyApp;\r\n\r\n// The rest.\r\ninternal partial class Outer { internal static int One => 1; }\r\n", taken.Sources["Outer.cs"]);
    }

    [Fact]
    public void All_depths_are_mended_at_once()
    {
        var project = UserProject.Of("using ResNetGen; namespace MyApp; [ResNet(Version = 1, Depth = 21)] internal partial class One { } [ResNet(Version = 2, Depth = 28)] internal partial class Two { }");

        var taken = FixedProject.TakeAll(project, "RNG202", new ReplacementFix(), Replacement.KeyOf(0));

        Assert.Empty(taken.Build().Diagnostics);
        Assert.Contains("Depth = 20", taken.Sources["Net.cs"]);
        Assert.Contains("Depth = 29", taken.Sources["Net.cs"]);
    }

    [Fact]
    public void All_classes_of_one_type_become_partial_at_once()
    {
        var project = UserProject.Of("""
            using ResNetGen;

            namespace MyApp;

            internal class Outer
            {
                [ResNet(Version = 1, Depth = 20)]
                internal class One { }

                [ResNet(Version = 1, Depth = 32)]
                internal class Two { }
            }
            """);

        var taken = FixedProject.TakeAll(project, "RNG001", new PartialFix(), nameof(PartialFix));

        Assert.Empty(taken.Build().Diagnostics);
        Assert.Equal(3, taken.Sources["Net.cs"].Split("partial ").Length - 1);
    }

    [Fact]
    public void A_misspelt_family_becomes_the_one_that_was_meant()
    {
        var project = UserProject.Of("using ResNetGen; namespace MyApp; [ResNet(\"resnet-50\")] internal partial class Net { }");

        Assert.Equal(["Write \"resnet50\""], FixedProject.Offered(project, "RNG109"));
        Assert.Empty(FixedProject.Take(project, "RNG109", "Write \"resnet50\"").Build().Diagnostics);
    }

    [Fact]
    public void A_misspelt_file_becomes_the_one_that_is_there()
    {
        var project = UserProject.Of("using ResNetGen; namespace MyApp; [ResNetSpec(\"flower.resnet.json\")] internal partial class Net { }")
            .WithSpec("/home/me/flowers.resnet.json", """{ "version": 1, "depth": 20 }""");

        Assert.Empty(FixedProject.Take(project, "RNG008", "Write \"flowers.resnet.json\"").Build().Diagnostics);
    }

    [Fact]
    public void A_misspelt_option_becomes_the_one_that_was_meant()
    {
        var project = UserProject.Of("using ResNetGen; namespace MyApp; [ResNet(Version = 1, Dpeth = 20)] internal partial class Net { }");

        Assert.Equal(["Write Depth"], FixedProject.Offered(project, "CS0246"));
        Assert.Empty(FixedProject.Take(project, "CS0246", "Write Depth").Build().Diagnostics);
    }

    [Theory]
    [InlineData("Unit = Unit.Bottlenek", "Write Bottleneck")]
    [InlineData("Shortcut = ResNetGen.Shortcut.Projektion", "Write Projection")]
    [InlineData("StageUnits = new[] { Unit.Basic, Unit.Basci, Unit.Basic }", "Write Basic")]
    public void A_misspelt_choice_becomes_the_one_that_was_meant(string argument, string title)
    {
        var project = UserProject.Of($"using ResNetGen; namespace MyApp; [ResNet(Units = new[] {{ 1, 1, 1 }}, Widths = new[] {{ 16, 32, 64 }}, {argument})] internal partial class Net {{ }}");

        Assert.Equal([title], FixedProject.Offered(project, "CS0117"));
        Assert.Empty(FixedProject.Take(project, "CS0117", title).Build().Diagnostics);
    }

    [Fact]
    public void Choices_of_others_are_none_of_ours()
    {
        var project = UserProject.Of("namespace MyApp; internal enum Unit { Basic } internal static class Other { internal static readonly Unit One = Unit.Basci; }");

        Assert.Empty(FixedProject.Offered(project, "CS0117"));
    }

    [Theory]
    [InlineData("RNG301", "Shortcut = Shortcut.Identity", "Use a projection")]
    [InlineData("RNG301", "Shortcut = ResNetGen.Shortcut.MaxPool", "Use a projection")]
    [InlineData("RNG304", "Shortcut = Shortcut.AveragePad, Input = \"3x15x15\"", "Use a projection behind an average pool")]
    public void A_shortcut_that_does_not_fit_becomes_a_projection(string id, string arguments, string title)
    {
        var project = UserProject.Of($"using ResNetGen; namespace MyApp; [ResNet(Version = 1, Depth = 20, {arguments})] internal partial class Net {{ }}");

        Assert.Equal([title], FixedProject.Offered(project, id));
        Assert.Empty(FixedProject.Take(project, id, title).Build().Diagnostics);
    }

    [Fact]
    public void A_width_that_narrows_is_left_to_the_user()
    {
        var project = UserProject.Of("using ResNetGen; namespace MyApp; [ResNet(Version = 1, Depth = 20, Widths = new[] { 32, 16, 64 })] internal partial class Net { }");

        Assert.Empty(FixedProject.Offered(project, "RNG303"));
    }
}
