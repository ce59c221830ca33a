// Trains on data of one's own, StripesDataset.cs:
//   dotnet run --project samples/OwnData -c Release
using System;
using OwnData;
using ResNetGen.Data;
using ResNetGen.Training;
using static TorchSharp.torch;

var train = new StripesDataset("stripes train", count: 2000, seed: 1);
var test = new StripesDataset("stripes test", count: 500, seed: 2);
var data = new DataSource("stripes", () => train, () => test, Normalization.Of(train), new Augmentation(2, Flip: true) { Cutout = 6 });

manual_seed(1);
using var net = new Net();
using var trainer = new Trainer(net, data, new TrainingOptions { Epochs = 2, Seed = 1 });
trainer.EpochFinished += (_, epoch) => Console.WriteLine($"epoch {epoch.Epoch}: {epoch.Test.Top1:P1} of {epoch.Test.Images} images are right");
trainer.Run();
