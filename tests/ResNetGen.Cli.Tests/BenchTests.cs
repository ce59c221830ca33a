using System;
using System.Linq;
using System.Threading.Tasks;

namespace ResNetGen.Cli.Tests;

/// <summary><c>bench</c>: where the time of a step goes.</summary>
public sealed class BenchTests
{
    [Fact]
    public async Task A_profile_of_training_has_forward_and_backward_passes_apart()
    {
        var bench = await Resnetgen.RunAsync("bench", "resnet20", "--mode", "train", "--batch", "2", "--seconds", "0.1", "--profile", "--json");

        var kinds = bench.Json.GetProperty("kinds").EnumerateArray().ToList();
        Assert.Contains(kinds, kind => kind.GetProperty("kind").GetString() == "norm" && !kind.GetProperty("isBackward").GetBoolean() && kind.GetProperty("steps").GetInt32() == 19);
        Assert.Contains(kinds, kind => kind.GetProperty("kind").GetString() == "weight gradient of conv 3x3" && kind.GetProperty("isBackward").GetBoolean() && kind.GetProperty("steps").GetInt32() == 16);
        Assert.Equal(1, kinds.Sum(kind => kind.GetProperty("share").GetDouble()), 1e-9);

        // Backward there are the gradients of weights and of inputs, of which the images have none.
        var steps = bench.Json.GetProperty("profile").EnumerateArray().ToList();
        double Macs(bool isBackward) => steps.Where(step => step.GetProperty("isBackward").GetBoolean() == isBackward).Sum(step => step.GetProperty("multiplyAdds").GetDouble());
        Assert.Equal(2 * (40.55e6 + 640), Macs(false), 1e-2 * Macs(false));
        Assert.InRange(Macs(true), 1.98 * Macs(false), 2 * Macs(false));
        Assert.True(bench.Json.GetProperty("peak_gflops").GetDouble() > 1);
        Assert.All(steps, step => Assert.True(step.GetProperty("milliseconds").GetDouble() is > 0 and < 1000));
    }

    [Fact]
    public async Task A_profile_ends_with_the_rate_of_all_steps_against_the_peak()
    {
        var bench = await Resnetgen.RunAsync("bench", "resnet20", "--mode", "train", "--seconds", "0.1", "--batch", "2", "--profile");

        var lines = bench.Out.TrimEnd().Split('\n');
        Assert.Contains(lines, line => line.EndsWith("  all forward", StringComparison.Ordinal));
        Assert.Matches(@"^ +\d+\.\d{3} +100 ?% +\d+ +\d+ ?% +\d+  all; the peak rate is \d+ GFLOP/s$", lines[^1]);
    }

    [Fact]
    public async Task A_profile_of_inference_has_the_same_form()
    {
        var bench = await Resnetgen.RunAsync("bench", "resnet20", "--seconds", "0.1", "--profile");

        var lines = bench.Out.TrimEnd().Split('\n');
        Assert.Equal("        ms  share  GFLOP/s  of peak  steps", lines[1]);
        Assert.DoesNotContain(lines, line => line.EndsWith("all forward", StringComparison.Ordinal));
        Assert.Matches("100 ?% .* all; the peak rate is", lines[^1]);
    }

    [Theory]
    [InlineData("--mode", "forward")]
    [InlineData("--mode", "train", "--no-compile")]
    public async Task Eager_mode_has_no_profile(params string[] mode)
    {
        var bench = await Resnetgen.RunAsync(["bench", "resnet20", "--seconds", "0.1", "--profile", .. mode]);

        Assert.Equal(1, bench.ExitCode);
        Assert.Contains("--profile is for inference", bench.Error, StringComparison.Ordinal);
    }
}
