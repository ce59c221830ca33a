using System.Collections.Generic;
using System.CommandLine;
using ResNetGen.Cli.Commands;

namespace ResNetGen.Cli.Tests;

/// <summary>What recipes and options come to together.</summary>
public class TuningTests
{
    [Theory]
    [InlineData("", "epochs", "4")]
    [InlineData("", "schedule", "one-cycle, up for 0.25 from 0.04")]
    [InlineData("", "optimizer", "sgd, momentum 0.9, nesterov")]
    [InlineData("", "weight decay", "as usual")]
    [InlineData("--recipe fast", "schedule", "one-cycle, up for 0.125 from 0.04")]
    [InlineData("--recipe he2015", "batch size", "128")]
    [InlineData("--recipe he2015", "schedule", "step, 0.1 from 0.5, 0.01 from 0.75")]
    [InlineData("--recipe he2015", "optimizer", "sgd, momentum 0.9")]
    [InlineData("--recipe he2015", "decay of norms and biases", "True")]
    [InlineData("--recipe he2016", "schedule", "0.1 for 400 steps, then step, 0.1 from 0.5, 0.01 from 0.75")]
    [InlineData("--recipe he2016 --warm-up 1000", "schedule", "0.1 for 1000 steps, then step, 0.1 from 0.5, 0.01 from 0.75")]
    [InlineData("--recipe he2016 --schedule cosine", "schedule", "0.1 for 400 steps, then cosine")]
    [InlineData("--recipe he2016 --schedule one-cycle", "schedule", "one-cycle, up for 0.25 from 0.04")]
    [InlineData("--schedule cosine --warm-up 10", "schedule", "0.1 for 10 steps, then cosine")]
    [InlineData("--optimizer adam", "learning rate", "0.001")]
    [InlineData("--optimizer adamw", "learning rate", "0.001")]
    [InlineData("--optimizer adam --lr 0.01", "learning rate", "0.01")]
    [InlineData("--recipe keras", "optimizer", "adam, betas 0.9 0.999, epsilon 1E-07")]
    [InlineData("--recipe keras --optimizer adam", "optimizer", "adam, betas 0.9 0.999, epsilon 1E-07")]
    [InlineData("--recipe keras --optimizer sgd", "learning rate", "0.1")]
    [InlineData("--recipe bag-of-tricks", "label smoothing", "0.1")]
    [InlineData("--recipe bag-of-tricks --label-smoothing 0", "label smoothing", "0")]
    [InlineData("--decay-all", "decay of norms and biases", "True")]
    [InlineData("--dtype bf16", "precision", "Mixed")]
    [InlineData("--batch 7 --batches-per-step 3", "batches per step", "3")]
    [InlineData("--clip 1", "clip norm", "1")]
    [InlineData("--average 0.99", "average decay", "0.99")]
    public void An_option_goes_before_the_recipe(string words, string name, string text) => Assert.Equal(text, Texts(words, depth: 20)[name]);

    [Theory]
    [InlineData(56, "step, 0.1 from 0.5, 0.01 from 0.75")]
    [InlineData(110, "0.1 for 400 steps, then step, 0.1 from 0.5, 0.01 from 0.75")]
    public void The_recipe_of_2015_warms_up_from_110_layers_on(int depth, string schedule) => Assert.Equal(schedule, Texts("--recipe he2015", depth)["schedule"]);

    private static IReadOnlyDictionary<string, string> Texts(string words, int depth)
    {
        var tuning = new TuningOptions();
        var command = new Command("train");
        foreach (var option in tuning.All)
        {
            command.Add(option);
        }

        var parsed = command.Parse(words);
        Assert.Empty(parsed.Errors);
        return tuning.Of(parsed, depth, seed: 0).ToTexts();
    }
}
