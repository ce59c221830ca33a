using System.Threading.Tasks;

namespace ResNetGen.Cli.Tests;

public class UsageTests
{
    [Theory]
    [InlineData("trian", "'resnetgen' has no command 'trian'; did you mean 'train'?")]
    [InlineData("check --jason", "'check' has no option '--jason'; did you mean '--json'?")]
    [InlineData("train --epoch 3", "'train' has no option '--epoch'; did you mean '--epochs'?")]
    [InlineData("describe resnet20 --colour", "'describe' has no option '--colour'.")]
    [InlineData("describe", "Required argument 'SPEC' missing for command: 'describe'.")]
    [InlineData("eval resnet20 --data shapes", "Option '--weights' is required.")]
    [InlineData("train --epochs 0", "--epochs is 0; it must be 1 or more.")]
    [InlineData("train --epochs x", "--epochs is 'x'; it must be a number, 1 or more.")]
    [InlineData("bench resnet20 --mode foo", "--mode is 'foo'; it takes infer|forward|train.")]
    [InlineData("train --lr NaN", "--lr is NaN; it must be above 0.")]
    [InlineData("train --schedule linear", "Argument 'linear' not recognized. Must be one of:")]
    [InlineData("eval resnet20 --weights w --data shapes --mean 1,2,3", "--mean and --std go together.")]
    [InlineData("eval resnet20 --weights w --data shapes --mean 1;2 --std 1,2,3", "'1;2' is no list of numbers with commas between")]
    public async Task Wrong_usage_says_what_is_wrong_and_ends_with_2(string line, string message)
    {
        var result = await Resnetgen.RunAsync(line.Split(' '));

        Assert.Contains(message, result.Error, System.StringComparison.Ordinal);
        Assert.Contains("--help' lists what there is.", result.Error, System.StringComparison.Ordinal);
        Assert.DoesNotContain("expected type", result.Error, System.StringComparison.Ordinal);
        Assert.Empty(result.Out);
        Assert.Equal(2, result.ExitCode);
    }

    [Fact]
    public async Task Wrong_usage_with_json_is_one_object_too()
    {
        var result = await Resnetgen.RunAsync("train", "--epochs", "0", "--json");

        Assert.Equal("--epochs is 0; it must be 1 or more.", result.Json.GetProperty("error").GetString());
        Assert.Equal(2, result.ExitCode);
    }

    [Fact]
    public async Task Nothing_shows_the_help_and_ends_with_2()
    {
        var result = await Resnetgen.RunAsync();

        Assert.Contains("describe <SPEC>", result.Error, System.StringComparison.Ordinal);
        Assert.Empty(result.Out);
        Assert.Equal(2, result.ExitCode);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("train --help")]
    [InlineData("eval --help")]
    [InlineData("--version")]
    public async Task Help_and_version_are_results(string line)
    {
        var result = await Resnetgen.RunAsync(line.Split(' '));

        Assert.NotEmpty(result.Out);
        Assert.Empty(result.Error);
        Assert.Equal(0, result.ExitCode);
    }
}
