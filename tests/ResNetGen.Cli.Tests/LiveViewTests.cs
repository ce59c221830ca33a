using System;
using System.IO;
using ResNetGen.Cli.Networks;
using ResNetGen.Cli.Specs;
using ResNetGen.Cli.Training;
using ResNetGen.Data;
using ResNetGen.Training;
using Spectre.Console;

namespace ResNetGen.Cli.Tests;

public class LiveViewTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(200)]
    public void Epochs_stay_on_the_terminal_and_the_display_goes_when_all_is_done(int width)
    {
        var screen = Screen.Of(Train(width, epochs: 2), width);

        Assert.Equal(2, screen.Count);
        Assert.StartsWith("epoch 1/2  loss ", screen[0], StringComparison.Ordinal);
        Assert.StartsWith("epoch 2/2  loss ", screen[1], StringComparison.Ordinal);
        Assert.Contains("test top-1 ", screen[1], StringComparison.Ordinal);
    }

    [Fact]
    public void While_it_trains_the_display_is_drawn_and_the_cursor_is_back_afterwards()
    {
        var written = Train(80, epochs: 1);

        Assert.Contains("all epochs", written, StringComparison.Ordinal);
        Assert.Contains("scoring test", written, StringComparison.Ordinal);
        Assert.True(written.LastIndexOf("\u001b[?25h", StringComparison.Ordinal) >= written.LastIndexOf("\u001b[?25l", StringComparison.Ordinal));
    }

    private static string Train(int width, int epochs)
    {
        using var folder = new ScratchFolder();
        var spec = SpecFile.Read(folder.Write("tiny.resnet.json", """{ "class": "Tiny", "version": 1, "depth": 8 }"""));
        using var network = NetworkLoader.Load(spec, 0);
        using var trainer = new Trainer(network, DataSource.Cifar10(SmallCifar.Write(folder), new FeatureShape(3, 32, 32)), new TrainingOptions { Epochs = epochs, BatchSize = 20 });
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.TrueColor,
            Interactive = InteractionSupport.Yes,
        });
        console.Profile.Width = width;
        new LiveView(console, "test").Show(trainer, () => trainer.Run());
        return writer.ToString();
    }
}
