// Uses the class that the generator makes of own.resnet.json: dotnet run --project samples/FromJson -c Release
using System;
using FromJson;
using ResNetGen.Data;
using ResNetGen.Training;
using static TorchSharp.torch;

Console.WriteLine($"{Own.Info.Name}: {Own.Info.Depth} layers, {Own.Info.Parameters:N0} parameters, {Own.Info.Input} in, {Own.Info.Classes} scores out");
foreach (var stage in Own.Info.Stages)
{
    Console.WriteLine($"  {stage.Name}: {stage.Units} units give {stage.Output}");
}

manual_seed(1);
using var net = new Own();
using var trainer = new Trainer(net, DataSource.Shapes(Own.Info.Input), new TrainingOptions { Epochs = 1, Seed = 1 });
var result = trainer.Run();
Console.WriteLine($"After {result.Seconds:N0} s it is right about {result.Last?.Top1:P1} of pictures that it has never seen.");
