using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ResNetGen.Cli.Specs;
using ResNetGen.Cli.Training;
using ResNetGen.Data;
using ResNetGen.Explaining;
using ResNetGen.Images;
using ResNetGen.Predicting;

namespace ResNetGen.Cli.Commands;

/// <summary><c>explain image SPEC</c>: where in a picture a class's score comes from (Grad-CAM), and what the stages make of it.</summary>
internal sealed class ExplainImageCommand : Command, ITorchCommand
{
    private readonly SpecArgument spec = new();
    private readonly Argument<string[]> images = new("IMAGE") { Description = "Picture files: JPEG, PNG or BMP.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<int[]> index = new("--index") { HelpName = "N", Description = "Instead of files, images of the data's test part, from 0.", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> @class = new("--class") { HelpName = "NAME", Description = "The class to explain, by its name or number. [default: the likeliest]" };
    private readonly Option<int?> stage = new("--stage") { HelpName = "N", Description = "The stage to look at, from 1. [default: the last]" };
    private readonly ScoringOptions scoring = new();
    private readonly OutFolder output = new("The folder for the pictures.");
    private readonly JsonOption json = new();
    private readonly Terminal terminal;

    public ExplainImageCommand(Terminal terminal)
        : base("image", "Show where in a picture a class's score comes from (Grad-CAM), and what the stages make of it.")
    {
        this.terminal = terminal;
        images.RefuseOptions();
        Add(spec);
        Add(images);
        foreach (var option in new Option[] { index, @class, stage, output, json })
        {
            Add(option);
        }

        scoring.AddTo(this);
        Validators.Add(result =>
        {
            var (files, places) = (result.GetValue(images) is { Length: > 0 }, result.GetResult(index) is not null);
            if (files == places)
            {
                result.AddError(files ? "Name picture files or --index, not both." : "Name picture files, or images of the data with --data and --index.");
            }
            else if (places && !scoring.HasData(result))
            {
                result.AddError("--index counts images of the data; name them with --data.");
            }
        });
        SetAction((parsed, stop) => Task.Run(() => Run(parsed, stop), CancellationToken.None));
    }

    private int Run(ParseResult parsed, CancellationToken stop)
    {
        var file = SpecFile.Read(parsed.GetRequiredValue(spec));
        var source = scoring.DataOf(parsed, file, terminal);
        using var scored = scoring.Load(parsed, file, source, terminal);
        var predictor = new Predictor(scored.Network, scored.Normalization, scored.ClassNames);
        var (chosen, folder) = (ClassOf(parsed.GetValue(@class), scored, file), parsed.GetRequiredValue(output));
        var explained = new List<object>();
        var isGood = true;
        foreach (var (title, read) in Titled(PicturesOf(parsed, source)))
        {
            stop.ThrowIfCancellationRequested();
            Picture seen;
            try
            {
                seen = predictor.Input.Fit(read());
            }
            catch (Exception error) when (error is PictureException or BrokenImageException)
            {
                // The others are as good as before.
                terminal.Error.WriteLine(error.Message);
                isGood = false;
                continue;
            }

            using var image = predictor.Tensor(seen);
            var activation = GradCam.Of(scored.Network, image, parsed.GetValue(stage) - 1, chosen);
            var stageName = file.Plan.Stages[activation.Stage].Key;
            var overlay = OutFolder.Write(folder, $"{title}.gradcam.png", path => PictureFile.WritePng(path, ActivationPicture.Of(seen, activation)));
            var features = StageFeatures.Of(scored.Network, image)
                .Select(maps => OutFolder.Write(folder, $"{title}.{maps.Stage}.png", path => PictureFile.WritePng(path, FeaturePicture.Of(maps)))).ToList();
            var className = predictor.NameOf(activation.Class);
            explained.Add(new { image = title, @class = activation.Class, name = className, activation.Probability, stage = stageName, gradCam = overlay, features });
            if (!parsed.GetValue(json))
            {
                terminal.Out.WriteLine($"{title}: {className} ({ProgressText.Percent(activation.Probability)}), seen in {stageName}: {overlay}; features: {string.Join(", ", features)}");
            }
        }

        if (parsed.GetValue(json))
        {
            JsonOutput.Write(terminal, new { images = explained });
        }

        return isGood ? ExitCode.Good : ExitCode.No;
    }

    /// <summary>Titles that can be parts of files' names, each another one: names of classes can hold slashes, and two folders the same file.</summary>
    private static IEnumerable<(string Title, Func<Picture> Read)> Titled(IEnumerable<(string Title, Func<Picture> Read)> pictures)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (title, read) in pictures)
        {
            var plain = string.Concat(title.Select(c => c is '/' or '\\' || Path.GetInvalidFileNameChars().Contains(c) ? '_' : c));
            var free = plain;
            for (var i = 2; !taken.Add(free); i++)
            {
                free = string.Create(CultureInfo.InvariantCulture, $"{plain}-{i}");
            }

            yield return (free, read);
        }
    }

    private IEnumerable<(string Title, Func<Picture> Read)> PicturesOf(ParseResult parsed, DataSource? source)
    {
        foreach (var path in parsed.GetValue(images) ?? [])
        {
            yield return (Path.GetFileNameWithoutExtension(path), () => PictureFile.Read(path));
        }

        foreach (var number in parsed.GetValue(index) ?? [])
        {
            var test = source!.Test;
            if ((uint)number >= (uint)test.Count)
            {
                throw new RefusalException($"{test.Name} has the images 0 to {test.Count - 1}; there is no image {number}.");
            }

            yield return ImageOf(test, number);
        }
    }

    // Its label is known when it is read, and it may not be readable; then whoever reads it again is told.
    private static (string Title, Func<Picture> Read) ImageOf(IImageDataset test, int number)
    {
        var planes = new byte[test.Shape.Length];
        var title = number.ToString(CultureInfo.InvariantCulture);
        try
        {
            title += $"-{test.ClassNames[test.Read(number, planes)]}";
        }
        catch (BrokenImageException)
        {
            // Said below.
        }

        return (title, () =>
        {
            _ = test.Read(number, planes);
            return Picture.FromPlanes(planes, test.Shape);
        });
    }

    private static int? ClassOf(string? text, ScoredNetwork scored, SpecFile file)
    {
        if (text is null)
        {
            return null;
        }

        var named = scored.ClassNames?.ToList().FindIndex(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) ?? -1;
        if (named >= 0)
        {
            return named;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < file.Plan.Classes
            ? number
            : throw new RefusalException($"There is no class '{text}'; the classes are {(scored.ClassNames is { Count: <= 20 } names ? string.Join(", ", names) : $"0 to {file.Plan.Classes - 1}")}.");
    }
}
