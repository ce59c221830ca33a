using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using ResNetGen.Generator.Tests.Projects;

namespace ResNetGen.Generator.Tests.Diagnostics;

public sealed class SuppressionTests
{
    private const string Wrong = "[ResNetGen.ResNet(Version = 1, Depth = 21)] internal partial class Net { }\n";

    [Fact]
    public void A_finding_in_a_source_is_located_in_it()
    {
        var location = Diagnostics(UserProject.Of(Wrong)).Single().Location;

        Assert.Equal(LocationKind.SourceFile, location.Kind);
        Assert.Equal("Net.cs: (0,39)-(0,41)", location.GetLineSpan().ToString());
    }

    [Fact]
    public void A_pragma_silences_it()
    {
        Assert.DoesNotContain(Diagnostics(UserProject.Of("#pragma warning disable RNG202\n" + Wrong)), d => !d.IsSuppressed);
        Assert.Single(Diagnostics(UserProject.Of("#pragma warning disable RNG201\n" + Wrong)), d => !d.IsSuppressed);
    }

    [Fact]
    public void NoWarn_silences_it_in_files_too()
    {
        var project = UserProject.OfSpec("""{ "version": 1, "depth": 21 }""");

        Assert.Single(Diagnostics(project));
        Assert.DoesNotContain(Diagnostics(project, new Dictionary<string, ReportDiagnostic> { ["RNG202"] = ReportDiagnostic.Suppress }), d => !d.IsSuppressed);
    }

    [Fact]
    public void A_finding_in_a_file_has_its_lines_and_columns()
    {
        var span = Diagnostics(UserProject.OfSpec("{\r\n\t\"class\": \"Größe\", // é\r\n\t\"version\": 1, \"depth\": 21 }")).Single().Location.GetLineSpan();

        Assert.Equal("net.resnet.json: (2,24)-(2,26)", span.ToString());
    }

    private static ImmutableArray<Diagnostic> Diagnostics(UserProject project, Dictionary<string, ReportDiagnostic>? options = null)
    {
        var compilation = project.Compile();
        compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(options ?? []));
        return project.CreateDriver().RunGenerators(compilation).GetRunResult().Diagnostics;
    }
}
