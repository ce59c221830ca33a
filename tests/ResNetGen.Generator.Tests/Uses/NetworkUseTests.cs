using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ResNetGen.Generator.Tests.Projects;

namespace ResNetGen.Generator.Tests.Uses;

public sealed class NetworkUseTests
{
    [Theory]
    [InlineData("net.forward(randn(8, 4, 32, 32));", "8 x 4 x 32 x 32")]
    [InlineData("net.call(torch.empty(new long[] { 8, 4, 32, 32 }).cuda());", "8 x 4 x 32 x 32")]
    [InlineData("net.call(zeros([8, 4, 32, 32]));", "8 x 4 x 32 x 32")]
    [InlineData("const int C = 4; var n = 2; net.forward(ones(n, C, 32, 32).to(CPU) / 255);", "2 x 4 x 32 x 32")]
    [InlineData("var x = rand(8, 32, 32, 3); net.forward(x.contiguous());", "8 x 32 x 32 x 3; permute(0, 3, 1, 2) puts the channels second")]
    [InlineData("using var x = rand(8, 3, 32, 32).permute(0, 2, 3, 1); Tensor y = x * 2f; net.forward(y);", "8 x 32 x 32 x 3; permute(0, 3, 1, 2) puts the channels second")]
    [InlineData("net.forward(randn(8, 3, 32, 32).view(-1, 4, 32, 24));", "8 x 4 x 32 x 24")]
    [InlineData("net.forward(images.reshape(-1, 1, 28, 28));", "? x 1 x 28 x 28")]
    [InlineData("net.forward(randn(32, 32).unsqueeze(0).unsqueeze(-1));", "1 x 32 x 32 x 1")]
    [InlineData("net.forward(torch.unsqueeze(randn(3, 32, 32), 1));", "3 x 1 x 32 x 32")]
    [InlineData("net.forward(net.forward(images));", "? x 10")]
    [InlineData("net.forward(randn(count, 4, 32, 32));", "? x 4 x 32 x 32")]
    [InlineData("System.Func<Tensor> later = () => net.forward(randn(8, 4, 32, 32)); later();", "8 x 4 x 32 x 32")]
    [InlineData("net.forward(randint(255, new long[] { 8, 1, 32, 32 }));", "8 x 1 x 32 x 32")]
    public void A_shape_that_cannot_fit_is_reported_at_the_argument(string statement, string shape)
    {
        Assert.EndsWith($"] 'Net' takes N x 3 x H x W, this is {shape}", Assert.Single(Of(statement)), System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("net.forward(randn(8, 3, 224, 224)); net.call(randn(1, 3, 1, 1)); net.forward(randn(count, 3, count, count));")]
    [InlineData("net.forward(images); net.forward(images.to(CPU)); net.forward(images.view(sizes));")]
    [InlineData("var x = randn(8, 4, 32, 32); x = randn(8, 3, 32, 32); net.forward(x);")]
    [InlineData("var x = randn(8, 4, 32, 32); if (count > 1) { x = images; } net.forward(x);")]
    [InlineData("net.forward(count > 1 ? randn(8, 4, 32, 32) : images);")]
    [InlineData("var x = randn(8, 4, 32, 32); Change(ref x); net.forward(x);")]
    [InlineData("var x = randn(8, 4, 32, 32); Keep(x); net.forward(x);")]
    [InlineData("var x = randn(3, 32, 32); x.unsqueeze_(0); net.forward(x);")]
    [InlineData("var x = randn(3, 32, 32); var y = x; y.unsqueeze_(0); net.forward(x);")]
    [InlineData("var x = randn(8, 4, 32, 32); System.Action set = () => x = images; set(); net.forward(x);")]
    [InlineData("var x = randn(8, 4, 32, 32); for (var i = 0; i < 2; i++) { net.forward(x); x = images; }")]
    [InlineData("var c = 4; c--; net.forward(randn(8, c, 32, 32));")]
    [InlineData("var c = 4; Set(out c); net.forward(randn(8, c, 32, 32));")]
    [InlineData("var c = 259; net.forward(randn(8, (byte)c, 32, 32));")]
    [InlineData("int c = 4; ref var same = ref c; same = 3; net.forward(randn(8, c, 32, 32));")]
    [InlineData("var c = 4; (c, var d) = (3, 4); net.forward(randn(8, c, 32, 32));")]
    [InlineData("foreach (var c in new[] { 3, 4 }) { net.forward(randn(8, c, 32, 32)); }")]
    [InlineData("var c = 5; while (--c > 3) { } net.forward(randn(8, c, 32, 32));")]
    [InlineData("Tensor x; if (count > 1) { x = randn(8, 4, 32, 32); } else { x = images; } net.forward(x);")]
    [InlineData("switch (count) { case 1: var x = randn(8, 4, 32, 32); x = images; net.forward(x); break; }")]
    [InlineData("void Later(Tensor x) { net.forward(x); } Later(randn(8, 4, 32, 32));")]
    [InlineData("System.Action<int> later = c => net.forward(randn(8, c, 32, 32)); later(4);")]
    [InlineData("var x = randn(3, 32, 32); new Batched().forward(x); net.forward(x);")]
    [InlineData("var x = randn(3, 32, 32); new Batched().call(x); net.forward(x);")]
    [InlineData("var all = new[] { randn(8, 4, 32, 32) }; all[0] = images; net.forward(all[0]);")]
    [InlineData("var s = new long[] { 8, 4, 32, 32 }; s[1] = 3; net.forward(randn(s));")]
    [InlineData("(var x, var y) = (randn(8, 4, 32, 32), 1); net.forward(x);")]
    [InlineData("nn.Module<Tensor, Tensor> other = net; other.forward(randn(8, 4, 32, 32));")]
    [InlineData("new Other().forward(randn(8, 4, 32, 32));")]
    [InlineData("net.forward(randn(8, 4, 32, 32)[0]); net.forward(randn(8, 4, 32, 32) + images);")]
    [InlineData("net.forward(randn(8, 3, 32, 32).view(-1, 4, count, -1));")]
    [InlineData("nn.functional.cross_entropy(net.forward(images), tensor(new long[] { 0, 9, -100 }));")]
    [InlineData("nn.functional.cross_entropy(net.forward(images), tensor(new long[] { 11 }), ignore_index: 11);")]
    [InlineData("nn.functional.cross_entropy(net.forward(images), tensor(new long[] { 11 }), ignore_index: count);")]
    [InlineData("nn.functional.cross_entropy(images, tensor(new long[] { 11 }));")]
    [InlineData("nn.functional.cross_entropy(net.forward(images), tensor(new float[] { 11 }));")]
    [InlineData("var labels = tensor(new long[] { 11 }); labels.fill_(1); nn.functional.cross_entropy(net.forward(images), labels);")]
    public void What_fits_and_what_is_not_known_is_not_reported(string statement) => Assert.Empty(Of(statement));

    [Theory]
    [InlineData("randn(8, 3, 28, 29)", "RNG502 [randn(8, 3, 28, 29)] 'Sized' needs images of at least 29 x 29, this is 28 x 29")]
    [InlineData("randn(8, 3, 64, 65)", "RNG501 [randn(8, 3, 64, 65)] 'Sized' takes N x 3 x 29..64 x 29..64, this is 8 x 3 x 64 x 65")]
    [InlineData("randn(8, 3, 29, 64)", null)]
    public void Sizes_are_held_against_the_least_and_the_most(string argument, string? expected)
    {
        Assert.Equal(expected is null ? [] : [expected], Of($"new Sized().forward({argument});"));
    }

    [Fact]
    public void Labels_are_followed_through_locals()
    {
        Assert.Equal(
            ["RNG503 [10] 'Net' scores 10 classes, so labels are 0 to 9; this one is 10"],
            Of("using var scores = net.call(images); var labels = tensor(new long[] { 9, 10 }); nn.functional.cross_entropy(scores, labels);"));
    }

    [Fact]
    public void Pragma_editorconfig_and_NoWarn_silence_it()
    {
        const string Wrong = "net.forward(randn(8, 4, 32, 32));";
        Assert.Single(Of(Wrong));
        Assert.Empty(Of("\n#pragma warning disable RNG501\n" + Wrong));
        Assert.Single(Of("\n#pragma warning disable RNG502\n" + Wrong));
        Assert.Empty(Project(Wrong).Analyze(o => o.WithSpecificDiagnosticOptions(new Dictionary<string, ReportDiagnostic> { ["RNG501"] = ReportDiagnostic.Suppress })));
        Assert.Empty(Project(Wrong).Analyze(o => o.WithSyntaxTreeOptionsProvider(new SeverityOf("RNG501", ReportDiagnostic.Suppress))));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(Project(Wrong).Analyze(o => o
            .WithGeneralDiagnosticOption(ReportDiagnostic.Default)
            .WithSyntaxTreeOptionsProvider(new SeverityOf("RNG501", ReportDiagnostic.Warn)))).Severity);
    }

    private static string[] Of(string statement) => [.. Project(statement).Build().Diagnostics];

    private static UserProject Project(string statement) => UserProject.Of($$"""
        #pragma warning disable CS0219, CS8321, IDE0059
        namespace MyApp;

        using TorchSharp;
        using static TorchSharp.torch;

        [ResNetGen.ResNet(Version = 1, Depth = 20)]
        internal partial class Net { }

        internal class Other : Net { public override Tensor forward(Tensor x) => x; }

        [ResNetGen.NetworkShape(Channels = 3, Classes = 10, LeastHeight = 29, LeastWidth = 29, MostHeight = 64, MostWidth = 64)]
        internal class Sized : nn.Module<Tensor, Tensor>
        {
            internal Sized() : base("sized") { }
            public override Tensor forward(Tensor x) => x;
        }

        internal class Batched : nn.Module<Tensor, Tensor>
        {
            internal Batched() : base("batched") { }
            public override Tensor forward(Tensor x) => x.unsqueeze_(0);
        }

        internal static class UseOfNet
        {
            internal static void Run(Net net, Tensor images, int count, long[] sizes)
            {
                {{statement}}
            }

            private static void Change(ref Tensor x) => x = null!;
            private static void Set(out int x) => x = 3;
            private static void Keep(Tensor x) { }
        }
        """) with { Language = LanguageVersion.CSharp12 };
}
