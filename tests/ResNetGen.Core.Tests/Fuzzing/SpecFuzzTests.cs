using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ResNetGen.Core.Emitting.CSharp;
using ResNetGen.Core.Findings;
using Xunit.Abstractions;
using PythonEmitter = ResNetGen.Core.Emitting.Python.NetworkEmitter;

namespace ResNetGen.Core.Tests.Fuzzing;

/// <summary>
/// Whatever a <c>.resnet.json</c> holds, there is a plan or a finding, soon and in little memory. A case's number is its seed; RESNETGEN_FUZZ_CASES sets how
/// many there are, RESNETGEN_FUZZ_FIRST the number of the first.
/// </summary>
public sealed class SpecFuzzTests(ITestOutputHelper output)
{
    private const long MostBytes = 64L << 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    [Fact]
    public void Random_texts_give_a_plan_or_findings_inside_the_text()
    {
        var first = Setting("RESNETGEN_FUZZ_FIRST", 0);
        var count = Setting("RESNETGEN_FUZZ_CASES", 20_000);
        var (plans, largest) = Run(Enumerable.Range(first, count).Select(seed => ($"case {seed}", Text(seed))));

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{count:N0} cases from {first:N0}: {plans:N0} plans, {count - plans:N0} refused, at most {largest:N0} bytes for a case"));

        // Some mutations do no harm; most do.
        Assert.InRange(plans, count / 100, count / 2);

        static string Text(int seed) => TextMutator.Next(new Random(seed));
    }

    [Fact]
    public void Nasty_texts_give_a_plan_or_findings_inside_the_text()
    {
        var texts = SeedTexts.Nasty.Concat(SeedTexts.Large).Select((text, i) => ($"text {i}", text));

        var (plans, _) = Run(texts);

        Assert.InRange(plans, 1, SeedTexts.Nasty.Count);
    }

    [Fact]
    public void Good_texts_give_a_plan()
    {
        var (plans, _) = Run(SeedTexts.Good.Select((text, i) => ($"specification {i}", text)));

        Assert.Equal(SeedTexts.Good.Count, plans);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0")]
    [InlineData("/")]
    [InlineData(".resnet.json")]
    [InlineData("\uD800.resnet.json")]
    [InlineData("C:\\a*?<>|\".resnet.json")]
    [InlineData("/a/../..resnet.json")]
    public void Any_path_will_do(string path)
    {
        foreach (var text in SeedTexts.Good.Concat(SeedTexts.Nasty))
        {
            Check(path, text);
        }
    }

    [Fact]
    public void Deep_nesting_is_a_finding()
    {
        var compiled = Networks.Compile(string.Concat(Enumerable.Repeat("{'a':[", 100_000)));

        Assert.Contains(compiled.Findings, f => f.Message == "Expected at most 64 levels, found one more");
    }

    private static int Setting(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>Compiles all texts on a thread that is watched, since one that hangs cannot say so.</summary>
    private static (int Plans, long MostBytes) Run(IEnumerable<(string Name, string Text)> cases)
    {
        var current = ("", Stopwatch.GetTimestamp());
        var gate = new Lock();
        var work = Task.Factory.StartNew(CompileAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        while (!((IAsyncResult)work).AsyncWaitHandle.WaitOne(TimeSpan.FromMilliseconds(100)))
        {
            lock (gate)
            {
                var (name, start) = current;
                Assert.True(Stopwatch.GetElapsedTime(start) < Longest, $"{name} is not compiled after {Longest.TotalSeconds} s.");
            }
        }

        return work.GetAwaiter().GetResult();

        (int Plans, long MostBytes) CompileAll()
        {
            var plans = 0;
            long most = 0;
            foreach (var (name, text) in cases)
            {
                lock (gate)
                {
                    current = (name, Stopwatch.GetTimestamp());
                }

                try
                {
                    var (isPlanned, bytes) = Check("net.resnet.json", text);
                    plans += isPlanned ? 1 : 0;
                    most = Math.Max(most, bytes);
                }
                catch (Exception error)
                {
                    throw new InvalidOperationException($"{name}: {SymbolText(text)}", error);
                }
            }

            return (plans, most);
        }
    }

    private static (bool IsPlanned, long Bytes) Check(string path, string text)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var compiled = NetworkCompiler.Compile(path, text);
        var shell = ClassShell.Own(compiled.Spec.Namespace ?? "", compiled.Spec.ClassName?.Value ?? "Net", hidesNames: true);
        var source = compiled.Plan is { } plan ? NetworkEmitter.Emit(shell, plan) + GraphEmitter.Emit(shell, plan) : "";
        var python = compiled.Plan is null ? "" : PythonEmitter.Emit(compiled.Spec.ClassName?.Value ?? "Net", compiled.Plan);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(bytes, 0, MostBytes);
        Assert.Equal(compiled.Plan is null, compiled.Findings.Any(f => f.Kind.Severity == Severity.Error));
        Assert.Equal(compiled.Plan is null, source.Length == 0);
        Assert.Equal(compiled.Plan is null, python.Length == 0);
        foreach (var finding in compiled.Findings)
        {
            var place = finding.Place;
            Assert.InRange(place.Start, 0, text.Length);
            Assert.InRange(place.Length, 0, text.Length - place.Start);
            Assert.True((place.StartLine, place.StartColumn).CompareTo((place.EndLine, place.EndColumn)) <= 0, $"{place} ends before it starts.");
            Assert.InRange(place.EndColumn, 0, text.Length);
            Assert.NotEmpty(finding.Message);
        }

        return (compiled.Plan is not null, bytes);
    }

    /// <summary>The start of a text, readable in any terminal.</summary>
    private static string SymbolText(string text) =>
        string.Concat(text.Take(300).Select(c => c is >= ' ' and <= '~' ? c.ToString() : $"\\u{(int)c:X4}"));
}
