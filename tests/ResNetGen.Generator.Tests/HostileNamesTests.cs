using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ResNetGen.Core.Emitting.CSharp;
using ResNetGen.Generator.Tests.Projects;

namespace ResNetGen.Generator.Tests;

/// <summary>Every name that generated code uses, every keyword, every place where a project may give a name another meaning.</summary>
public sealed class HostileNamesTests
{
    // The compiler's own opinion of such names.
    private const string AllowLowerCase = "#pragma warning disable CS8981\n";

    public static TheoryData<string> NetworkNames => [.. Samples.All, .. Samples.Families];

    public static TheoryData<string, string> NamesElsewhere
    {
        get
        {
            var types = string.Concat(TypeNames.Meanings.Keys.Select(name => $"internal class {name} {{ }} "));
            var aliases = string.Concat(TypeNames.Meanings.Keys.Select(name => $"global using {name} = System.Int32; "));
            var data = new TheoryData<string, string>();
            foreach (var sample in Samples.All)
            {
                data.Add(sample, $"namespace MyApp {{ {types} }} namespace MyApp.Models {{ {types} }}");
                data.Add(sample, $"{types} namespace MyApp.Models.Deep {{ {types} }} namespace MyApp.System {{ }} namespace MyApp.TorchSharp.Modules {{ }}");
                data.Add(sample, aliases);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(NetworkNames))]
    public void The_compiler_knows_every_simple_name_that_generated_code_uses(string name)
    {
        var project = Samples.AnyProject(name);
        project.CreateDriver().RunGeneratorsAndUpdateCompilation(project.Compile(), out var compilation, out _);
        var foreign = compilation.SyntaxTrees
            .Where(tree => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))
            .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            .Where(syntax => IsFirst(syntax) && syntax is not IdentifierNameSyntax { IsVar: true })
            .Select(syntax => compilation.GetSemanticModel(syntax.SyntaxTree).GetSymbolInfo(syntax).Symbol)
            .Where(symbol => symbol is INamedTypeSymbol or IMethodSymbol { IsStatic: true } && !SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly))
            .Select(symbol => symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } ? symbol.ContainingType.Name : symbol!.Name)
            .ToHashSet(StringComparer.Ordinal);

        Assert.Contains("NetworkInfo", foreign);
        Assert.Contains("GraphBuilder", foreign);
        Assert.Empty(foreign.Except(TypeNames.Meanings.Keys));

        // Nothing stands before it, so that what it means depends on the place.
        static bool IsFirst(SimpleNameSyntax syntax) => syntax.Parent switch
        {
            QualifiedNameSyntax qualified => qualified.Left == syntax,
            MemberAccessExpressionSyntax access => access.Expression == syntax,
            AliasQualifiedNameSyntax or MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax => false,
            _ => true,
        };
    }

    [Theory]
    [MemberData(nameof(NamesElsewhere))]
    public void Any_of_them_may_mean_something_else(string sample, string declarations)
    {
        Assert.Empty(Samples.Project(sample).WithSource("A.cs", AllowLowerCase + declarations).Build().Diagnostics);
    }

    [Fact]
    public void Every_keyword_is_a_name_for_a_class_and_a_namespace()
    {
        var reserved = Names(SyntaxFacts.GetReservedKeywordKinds());
        var contextual = Names(SyntaxFacts.GetContextualKeywordKinds());
        var project = reserved.Aggregate(UserProject.Of(AllowLowerCase + Attributed(contextual)), (all, keyword) =>
            all.WithSpec(keyword + ".resnet.json", $$"""{ "class": "{{keyword}}", "namespace": "Files.{{keyword}}", "version": 1, "depth": 8 }"""));

        var driver = project.CreateDriver().RunGeneratorsAndUpdateCompilation(project.Compile(), out var compilation, out var findings);

        // Declarations alone, since there are many bodies: Any_name_will_do compiles some.
        Assert.DoesNotContain(findings.Concat(compilation.GetParseDiagnostics()).Concat(compilation.GetDeclarationDiagnostics()), d => !d.IsSuppressed);
        Assert.Equal(2 * (reserved.Count + contextual.Count), driver.GetRunResult().GeneratedTrees.Length);
        Assert.InRange(reserved.Count + contextual.Count, 100, 200);

        // With two underscores start keywords that are none of the language's; and where nameof is a type or a namespace, the language has no nameof.
        static List<string> Names(IEnumerable<SyntaxKind> kinds) =>
            [.. kinds.Select(SyntaxFacts.GetText).Where(name => SyntaxFacts.IsValidIdentifier(name) && !name.StartsWith("__", StringComparison.Ordinal) && name != "nameof").Distinct(StringComparer.Ordinal)];

        static string Attributed(IEnumerable<string> names) =>
            string.Concat(names.Select(name => $"namespace Classes.@{name} {{ [ResNetGen.ResNet(Version = 1, Depth = 8)] internal partial class @{name} {{ }} }}\n"));
    }

    [Theory]
    [InlineData("my net.resnet.json", "MyNet")]
    [InlineData("  blanks\taround  .resnet.json", "BlanksAround")]
    [InlineData("a-b.c_d+e(1)[2]{3}'4'#5.resnet.json", "ABCDE12345")]
    [InlineData("class.resnet.json", "Class")]
    [InlineData("try 2 (final).resnet.json", "Try2Final")]
    [InlineData("größe 日本.resnet.json", "Größe日本")]
    [InlineData("C:\\Users\\me\\My Documents\\flowers 102.RESNET.JSON", "Flowers102")]
    [InlineData("/home/me/a b/$(x);%20.resnet.json", "X20")]
    public void A_file_may_have_blanks_and_any_characters_in_its_name(string path, string @class)
    {
        var outcome = UserProject.OfSpec("""{ "version": 1, "depth": 8 }""", path)
            .WithSource("Use.cs", $"internal static class Use {{ internal static int Depth => MyApp.{@class}.Info.Depth; }}")
            .Build();

        Assert.Empty(outcome.Diagnostics);
        Assert.Equal($"MyApp.{@class}.ResNet.g.cs", Assert.Single(outcome.Networks).Key);
    }

    [Theory]
    [InlineData("20 layers.resnet.json")]
    [InlineData(".resnet.json")]
    [InlineData("---.resnet.json")]
    [InlineData("\uD83D\uDE00.resnet.json")]
    public void A_file_whose_name_has_no_name_for_a_class_in_it_says_so(string path)
    {
        var outcome = UserProject.OfSpec("""{ "version": 1, "depth": 8 }""", path).Build();

        Assert.Equal("RNG108", Assert.Single(outcome.Diagnostics)[..6]);
    }

    // The compiler takes such characters out of a name, so that two names would be one.
    [Fact]
    public void A_name_has_no_characters_that_are_not_seen()
    {
        var outcome = UserProject.OfSpec("{ \"class\": \"Ne\u200Dt\", \"version\": 1, \"depth\": 8 }").Build();

        Assert.Equal("RNG108", Assert.Single(outcome.Diagnostics)[..6]);
    }
}
