using System.Linq;
using ResNetGen.Reports;
using ResNetGen.Runtime.Tests.Logs;
using ResNetGen.Training;

namespace ResNetGen.Runtime.Tests.Reports;

/// <summary>Records of runs for pages: their numbers are computed from made-up scores.</summary>
internal static class Runs
{
    private static readonly FeatureShape Shape = new(3, 16, 16);

    /// <summary>A run on images of so many classes, of which every seventh image is taken for another class.</summary>
    public static RunRecord Of(int classes, int epochs = 5, string className = "class")
    {
        var images = new NamedDataset(20 * classes, Shape, [.. Enumerable.Range(0, classes).Select(i => $"{className} {i}")]);
        return new RunRecord
        {
            Name = "Tiny20",
            Data = "memory",
            PlannedEpochs = epochs,
            Epochs = [.. Enumerable.Range(1, epochs).Select(Epochs.Number)],
            Seconds = 3725,
            Seed = 7,
            Test = Details(images, classes),
            TestImages = images,
            Network = new NetworkInfo(
                "Tiny20", 1, 20, Shape, new FeatureShape(classes, 1, 1), classes, 272_474, 40_551_040, new WeightDecay(0, 0, 0), "linear", "",
                [new StageInfo("layer1", 3, new FeatureShape(16, 16, 16), 14_000, 3_500_000), new StageInfo("layer2", 3, new FeatureShape(32, 8, 8), 51_000, 3_400_000)]),
            Diagram = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 60"><rect width="1600" height="60" fill="#9bb"/></svg>""",
            Command = "resnetgen train tiny20 --data memory --epochs 5 --out /a/folder/with/quite/a/long/name/that/does/not/fit/into/a/telephone",
            Facts = [new RunFact("SHA-256 of the spec", new string('8', 64)), new RunFact("ResNetGen", "0.1.0")],
        };
    }

    private static EvaluationDetails Details(NamedDataset images, int classes)
    {
        var tally = new Tally();
        var details = new DetailsTally(classes, answers: 12);
        for (var i = 0; i < images.Count; i++)
        {
            var scores = new float[classes];
            var label = i % classes;
            scores[i % 7 == 0 ? (label + 1 + (i % 3)) % classes : label] = 3 + (i % 5);
            tally.Add(scores, [label]);
            details.Add(scores, [label], [i]);
        }

        return details.Details(tally.Evaluation);
    }
}
