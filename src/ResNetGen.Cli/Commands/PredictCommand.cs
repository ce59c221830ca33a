using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ResNetGen.Cli.Predicting;
using ResNetGen.Cli.Specs;
using ResNetGen.Cli.Training;
using ResNetGen.Images;
using ResNetGen.Inference;
using ResNetGen.Predicting;
using ResNetGen.Weights;
using Spectre.Console;

namespace ResNetGen.Cli.Commands;

/// <summary><c>predict SPEC --weights FILE IMAGE…</c>: what a network sees in picture files.</summary>
internal sealed class PredictCommand : Command, ITorchCommand
{
    private readonly SpecArgument spec = new();
    private readonly Argument<string[]> images = new("IMAGE") { Description = "Picture files: JPEG, PNG or BMP.", Arity = ArgumentArity.OneOrMore };
    private readonly ScoringOptions scoring = new();
    private readonly Option<int> top = new("--top") { HelpName = "K", Description = "How many classes to show of each picture.", DefaultValueFactory = _ => 5 };
    private readonly Option<string?> sheet = new("--sheet") { HelpName = "FILE.html", Description = "Write a page of the pictures with their classes." };
    private readonly JsonOption json = new();
    private readonly Terminal terminal;

    public PredictCommand(Terminal terminal)
        : base("predict", "Say what a network sees in picture files.")
    {
        this.terminal = terminal;
        top.AtLeast(1);
        images.RefuseOptions();
        sheet.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } file && !Path.GetExtension(file).Equals(".html", StringComparison.OrdinalIgnoreCase))
            {
                result.AddError($"--sheet writes a page; '{file}' has to end in .html.");
            }
        });
        Add(spec);
        Add(images);
        foreach (var option in new Option[] { top, sheet, json })
        {
            Add(option);
        }

        scoring.AddTo(this);
        SetAction((parsed, stop) => Task.Run(() => Run(parsed, stop), CancellationToken.None));
    }

    private int Run(ParseResult parsed, CancellationToken stop)
    {
        var file = SpecFile.Read(parsed.GetRequiredValue(spec));
        var source = scoring.DataOf(parsed, file, terminal);
        using var scored = scoring.Load(parsed, file, source, terminal);
        using var network = ((IGeneratedNetwork)scored.Network).ToInference(new InferenceOptions { DisposesNetwork = true });
        var predictor = new Predictor(network, scored.Normalization, scored.ClassNames);
        var pictures = new List<PredictedPicture>();
        var isGood = true;
        foreach (var path in parsed.GetRequiredValue(images))
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                var seen = predictor.Input.Fit(PictureFile.Read(path));
                pictures.Add(new PredictedPicture(path, seen, predictor.Predict(seen, parsed.GetValue(top))));
            }
            catch (PictureException error)
            {
                // The others are as good as before.
                terminal.Error.WriteLine(error.Message);
                isGood = false;
            }
        }

        // What was seen is told, whatever becomes of the page.
        if (parsed.GetValue(json))
        {
            JsonOutput.Write(terminal, new { pictures = pictures.Select(picture => new { picture.File, picture.Top }) });
        }
        else
        {
            Print(pictures);
        }

        isGood &= parsed.GetValue(sheet) is not { } page || WriteSheet(page, file, pictures);
        return isGood ? ExitCode.Good : ExitCode.No;
    }

    private bool WriteSheet(string page, SpecFile file, List<PredictedPicture> pictures)
    {
        try
        {
            AtomicFile.Write(page, stream => stream.Write(Encoding.UTF8.GetBytes(PictureSheet.Write(file.ClassName, pictures))));
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"{page} was not written: {error.Message}");
            return false;
        }
    }

    private void Print(List<PredictedPicture> pictures)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("picture", "class");
        table.AddColumn(new TableColumn("probability").RightAligned());
        foreach (var picture in pictures)
        {
            for (var i = 0; i < picture.Top.Count; i++)
            {
                var style = i == 0 ? new Style(decoration: Decoration.Bold) : new Style(decoration: Decoration.Dim);
                table.AddRow(
                    new Text(i == 0 ? picture.File : ""), new Text(picture.Top[i].Name, style), new Text(ProgressText.Percent(picture.Top[i].Probability), style));
            }
        }

        if (pictures.Count > 0)
        {
            terminal.Results().Write(table);
        }
    }
}
