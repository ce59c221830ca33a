using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using ResNetGen.Core.Specs.Options;
using ResNetGen.Generator.Tests.Projects;
using Xunit.Abstractions;

namespace ResNetGen.Generator.Tests;

/// <summary>
/// Whatever an attribute says, the generator gives a source or a finding, soon and in little memory. A case's number is its seed; RESNETGEN_FUZZ_CASES sets how
/// many there are, RESNETGEN_FUZZ_FIRST the number of the first.
/// </summary>
public sealed class GeneratorFuzzTests(ITestOutputHelper output)
{
    private const long MostBytes = 80L << 20;

    private const int NetworksOfAProject = 50;
    private const int Megabyte = 1 << 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private static readonly string[] Values =
    [
        "0", "1", "2", "3", "8", "20", "29", "64", "1202", "-1", "2147483647", "-2147483648", "2147483648", "0.0", "0.5", "-0.1", "1e308", "1e-320", "double.NaN", "double.PositiveInfinity",
        "null", "default", "true", "false", "\"\"", "\"resnet18\"", "\"resnext50_32x4d\"", "\"resnet\\ud800\"", "\"3x32x32\"", "\"3x2147483647x2147483647\"", "\"0x0x0\"", "\"x\"", "\"\\0\"", "\"{0}\"", "\"\\ud800\"",
        "new int[0]", "new[] { 1 }", "new[] { 16, 32, 64 }", "new[] { 0, -1, 2147483647 }", "new int[1000000000]", "new int[,] { }", "new[] { 64, 128, 256, 512 }", "new[] { null, 1 }", "new[] { 2, 2, 2, 2 }", "null!", "(int[])null",
        "nameof(System)", "typeof(int)", "unchecked((int)0xFFFFFFFF)", "1 / 0", "'a'", "(ResNetGen.Unit)99", "ResNetGen.Unit.Dense", "ResNetGen.Unit", "Missing.Name", "", "(", "new", "$\"{1}\"", "stackalloc int[1]",
    ];

    private static readonly string[] Properties = [.. OptionTable.All.Select(o => o.Attribute).OfType<string>().Distinct(StringComparer.Ordinal), "Missing", "", "version"];

    [Fact]
    public void Random_attributes_give_sources_or_findings()
    {
        var first = Setting("RESNETGEN_FUZZ_FIRST", 0);
        var count = Setting("RESNETGEN_FUZZ_CASES", 300);
        var (sources, findings) = (0, 0);
        foreach (var seeds in Enumerable.Range(first, count).Chunk(NetworksOfAProject))
        {
            // The compiler itself refuses much of this, so that not each case reaches the generator.
            var (skeletons, plans, found) = Run(UserProject.Of(string.Concat(seeds.Select(Network))), $"cases from {seeds[0]}", MostBytes * seeds.Length);
            sources += plans;
            findings += found;
            Assert.Equal(seeds.Length, skeletons + plans);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:N0} cases from {first:N0}: {sources:N0} networks, {findings:N0} findings"));
        Assert.InRange(sources, count / 100, count * 9 / 10);
        Assert.InRange(findings, count / 10, count * 20);
    }

    [Theory]
    [MemberData(nameof(Nasty))]
    public void Nasty_projects_give_sources_or_findings(string name)
    {
        var (skeletons, plans, findings) = Run(NastyProjects[name](), name, MostBytes);

        // Of an attribute that is not finished, or stands on nothing, only the compiler speaks.
        Assert.InRange(skeletons + plans + findings, name == "an unfinished attribute" ? 0 : 1, 1000);
    }

    public static TheoryData<string> Nasty => [.. NastyProjects.Keys];

    private static readonly Dictionary<string, Func<UserProject>> NastyProjects = new(StringComparer.Ordinal)
    {
        ["a class of a megabyte"] = () => UserProject.Of($"[ResNetGen.ResNet(Version = 1, Depth = 20)] partial class {new string('N', Megabyte)} {{ }}"),
        ["a family of a megabyte"] = () => UserProject.Of($"[ResNetGen.ResNet(\"{new string('r', Megabyte)}\")] partial class Net {{ }}"),
        ["an input of a megabyte"] = () => UserProject.Of($"[ResNetGen.ResNet(\"resnet18\", Input = \"{new string('9', Megabyte)}x1x1\")] partial class Net {{ }}"),
        ["a property of a megabyte"] = () => UserProject.Of($"[ResNetGen.ResNet(\"resnet18\", {new string('P', Megabyte)} = 1)] partial class Net {{ }}"),
        ["a hundred thousand widths"] = () => UserProject.Of($"[ResNetGen.ResNet(\"resnet18\", Widths = new[] {{ {string.Join(", ", Enumerable.Repeat("64", 100_000))} }})] partial class Net {{ }}"),
        ["deep nesting"] = () => UserProject.Of(string.Concat(Enumerable.Range(0, 100).Select(i => $"partial class C{i} {{ ")) + "[ResNetGen.ResNet(\"resnet18\")] partial class Net { }" + new string('}', 100)),
        ["a deep expression"] = () => UserProject.Of($"[ResNetGen.ResNet(Version = 1, Depth = {string.Concat(Enumerable.Repeat("1 + ", 300))}20)] partial class Net {{ }}"),
        ["a deep namespace"] = () => UserProject.Of($"namespace {string.Join(".", Enumerable.Repeat("N", 200))} {{ [ResNetGen.ResNet(\"resnet18\")] partial class Net {{ }} }}"),
        ["an unfinished attribute"] = () => UserProject.Of("[ResNetGen.ResNet(Version = 1, Depth ="),
        ["an attribute of nothing"] = () => UserProject.Of("[ResNetGen.ResNet(Version = 1, Depth = 20)] partial class Net { } [ResNetGen.ResNet(\"resnet18\")]"),
        ["a class without a name"] = () => UserProject.Of("[ResNetGen.ResNet(Version = 1, Depth = 20)] partial class { }"),
        ["an attribute given twice"] = () => UserProject.Of("[ResNetGen.ResNet(\"resnet18\")] [ResNetGen.ResNet(\"resnet34\")] partial class Net { } [ResNetGen.ResNet(\"resnet50\")] partial class Net { }"),
        ["a file named twice"] = () => UserProject.Of("[ResNetGen.ResNetSpec(\"a.resnet.json\")] partial class Net { } [ResNetGen.ResNetSpec(\"a.resnet.json\")] partial class Net { }").WithSpec("a.resnet.json", """{ "family": "resnet18" }"""),
        ["two files of one path"] = () => UserProject.Of("[ResNetGen.ResNet(\"resnet18\")] partial class Net { }").WithSource("", "[ResNetGen.ResNetSpec(\"\\ud800\")] partial class Other { }"),
        ["a file that is named by nothing"] = () => UserProject.Of("[ResNetGen.ResNetSpec(null)] partial class A { } [ResNetGen.ResNetSpec(\"\")] partial class B { } [ResNetGen.ResNetSpec] partial class C { } [ResNetGen.ResNetSpec(\"/\")] partial class D { }"),
        ["a file of a megabyte"] = () => UserProject.OfSpec($$"""{ "class": "{{new string('N', Megabyte)}}", "version": 1, "depth": 20 }"""),
        ["a file of lone surrogates"] = () => UserProject.OfSpec("{ \"class\": \"\uD800\", \"namespace\": \"\uDC00\", \"version\": 1, \"depth\": 20 }", "\uD800.resnet.json"),
        ["a namespace of a megabyte"] = () => UserProject.OfSpec($$"""{ "namespace": "{{new string('N', Megabyte)}}", "version": 1, "depth": 20 }"""),
        ["a path of a megabyte"] = () => UserProject.OfSpec("""{ "version": 1, "depth": 20 }""", new string('p', Megabyte) + ".resnet.json"),
        ["a file nested without end"] = () => UserProject.OfSpec(string.Concat(Enumerable.Repeat("{\"a\":[", 100_000))),
        ["a root namespace of signs"] = () => UserProject.OfSpec("""{ "version": 1, "depth": 20 }""") with { RootNamespace = "\uD800..\0 */ {" },
    };

    /// <summary>A class with an attribute, of which a case's number decides everything.</summary>
    private static string Network(int seed)
    {
        var random = new Random(seed);
        string[] starts = ["Version = 1, Depth = 20", "Version = 2, Depth = 29", "\"resnet18\"", "\"resnet50\"", "\"densenet121\"", "Units = new[] { 1, 1 }, Widths = new[] { 8, 16 }", ""];
        var arguments = Enumerable.Range(0, random.Next(5)).Select(_ => $"{Properties[random.Next(Properties.Length)]} = {Values[random.Next(Values.Length)]}");
        return $"[ResNetGen.ResNet({string.Join(", ", arguments.Prepend(starts[random.Next(starts.Length)]).Where(a => a.Length > 0))})]\npartial class Net{seed} {{ }}\n";
    }

    /// <summary>Runs the generator on a thread that is watched, since one that hangs cannot say so.</summary>
    private static (int Skeletons, int Plans, int Findings) Run(UserProject project, string name, long mostBytes)
    {
        var work = Task.Factory.StartNew(
            () =>
            {
                var compilation = project.Compile();

                // What the compiler reads of its references once is not the generator's.
                _ = compilation.GetDiagnostics();
                var before = GC.GetAllocatedBytesForCurrentThread();
                var result = project.CreateDriver().RunGenerators(compilation).GetRunResult().Results.Single();
                return (Result: result, Bytes: GC.GetAllocatedBytesForCurrentThread() - before);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        Assert.True(((IAsyncResult)work).AsyncWaitHandle.WaitOne(Longest), $"{name}: no end after {Longest.TotalSeconds} s.");
        var (result, bytes) = work.GetAwaiter().GetResult();

        // Neither the compiler's word for a generator that failed nor our own.
        Assert.Null(result.Exception);
        Assert.DoesNotContain(result.Diagnostics, d => d.Id is "CS8785" or "RNG901");
        Assert.True(bytes <= mostBytes, $"{name}: {bytes:N0} bytes.");
        Assert.All(result.Diagnostics, d => Assert.NotEmpty(d.GetMessage(CultureInfo.InvariantCulture)));
        var skeletons = result.GeneratedSources.Count(s => s.SourceText.ToString().Contains("has errors. This part is here only", StringComparison.Ordinal));
        var graphs = result.GeneratedSources.Count(s => s.HintName.EndsWith(".Graph.g.cs", StringComparison.Ordinal));
        Assert.Equal(result.GeneratedSources.Length, skeletons + (2 * graphs));
        return (skeletons, graphs, result.Diagnostics.Length);
    }

    private static int Setting(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
