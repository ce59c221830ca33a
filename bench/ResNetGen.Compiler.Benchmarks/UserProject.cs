using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using ResNetGen.Generator;

namespace ResNetGen.Compiler.Benchmarks;

/// <summary>A project with many networks, half of them in files and half as attributes, and a file that has nothing to do with them.</summary>
internal static class UserProject
{
    public const int Networks = 200;

    public static CSharpCompilation Compilation { get; } = CSharpCompilation.Create(
        "MyApp",
        [Parse(string.Concat(Enumerable.Range(0, Networks / 2).Select(i => $"[ResNetGen.ResNet(Version = 1, Depth = {8 + (6 * i)})] internal partial class Attributed{i} {{ }}\n"))), Parse("internal static class Other { }")],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    /// <summary>The project after an edit in the file that has nothing to do with networks.</summary>
    public static CSharpCompilation Edited(int edit) =>
        Compilation.ReplaceSyntaxTree(Compilation.SyntaxTrees[1], Parse($"internal static class Other {{ internal static int Answer => {edit}; }}"));

    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new ResNetGenerator().AsSourceGenerator()],
        Enumerable.Range(0, Networks / 2).Select(i => (AdditionalText)new Spec($"spec{i}.resnet.json", $$"""{ "version": 2, "depth": {{11 + (9 * i)}}, "classes": {{i + 2}} }""")).ToImmutableArray());

    private static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source);

    private sealed class Spec(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);
    }
}
