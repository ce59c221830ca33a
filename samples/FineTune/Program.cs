// A network that has learned ten classes learns three others from a few pictures in folders:
//   dotnet run --project samples/FineTune -c Release                        with pictures and weights made on the spot
//   dotnet run --project samples/FineTune -c Release -- FOLDER WEIGHTS      with your own: FOLDER/CLASS/*.jpg, three classes, and a ResNet-20's weights
using System;
using System.IO;
using FineTune;
using ResNetGen.Data;
using ResNetGen.Training;
using ResNetGen.Training.Schedules;
using ResNetGen.Weights;
using static TorchSharp.torch;

if (args.Length is not (0 or 2))
{
    Console.Error.WriteLine("Give a folder of pictures and a file of weights, or nothing.");
    return 2;
}

var (folder, weights) = args is [var ownFolder, var ownWeights] ? (ownFolder, ownWeights) : (Directory.CreateTempSubdirectory("resnetgen-").FullName, "pretrained.safetensors");
if (args.Length == 0)
{
    PictureFolder.Draw(folder, classes: 3, pictures: 100);
    manual_seed(1);
    using var pretrained = new Pretrained();
    var shapes = DataSource.Shapes(Pretrained.Info.Input);
    using var training = new Trainer(pretrained, shapes, new TrainingOptions { Epochs = 3, Seed = 1 });
    Console.WriteLine($"ten classes: {training.Run().Last?.Top1:P1} right");
    WeightsFile.Save(weights, pretrained, DataNote.Of(shapes).Texts);
}

// Everything but the last layer comes from the file.
manual_seed(2);
using var net = new Net();
var loaded = WeightsFile.Load(net, weights, skipHead: true);
Console.WriteLine($"{weights}: loaded, without {string.Join(" and ", loaded.Missing)}");

// A fifth of the pictures is held out to be judged by. The weights take pixels as they were trained with, where their file says how.
var data = DataSource.Find($"folder:{folder}", Net.Info.Input);
data = DataNote.OfFile(weights).Normalization is { } normalization ? data.With(normalization) : data;

// First the new layer alone, so that its random weights do not disturb what is known; then all of it, gently.
foreach (var parameter in net.parameters())
{
    parameter.requires_grad = false;
}

foreach (var parameter in net.Linear.parameters())
{
    parameter.requires_grad = true;
}

Train(new TrainingOptions { Epochs = 5, BatchSize = 16, LearningRate = 0.1, Schedule = new Cosine() }, "the new layer");
foreach (var parameter in net.parameters())
{
    parameter.requires_grad = true;
}

Train(new TrainingOptions { Epochs = 5, BatchSize = 16, LearningRate = 0.01, Schedule = new Cosine() }, "all layers");
WeightsFile.Save("three-classes.safetensors", net, DataNote.Of(data).Texts);
Console.WriteLine("The weights are in three-classes.safetensors.");
return 0;

void Train(TrainingOptions options, string what)
{
    using var trainer = new Trainer(net, data, options);
    var result = trainer.Run();
    Console.WriteLine($"{what}: {result.Last?.Top1:P1} of {result.Last?.Images} pictures are right");
}
