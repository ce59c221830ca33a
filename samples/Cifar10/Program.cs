// Trains the network of Net.cs and shows what it has learned:
//   dotnet run --project samples/Cifar10 -c Release                on pictures drawn on the spot
//   dotnet run --project samples/Cifar10 -c Release -- FOLDER      on CIFAR-10, from its binary files
using System;
using Cifar10;
using ResNetGen.Data;
using ResNetGen.Training;
using ResNetGen.Weights;
using static TorchSharp.torch;

var data = DataSource.Find(args is [var folder] ? $"cifar10:{folder}" : "shapes", Net.Info.Input);
Console.WriteLine($"{Net.Info.Name}: {Net.Info.Depth} layers, {Net.Info.Parameters:N0} parameters; {data.Train.Count:N0} images of {data.Name}");

manual_seed(1);
using var net = new Net();
using var trainer = new Trainer(net, data, new TrainingOptions { Epochs = 6, Seed = 1 });
trainer.StepFinished += (_, step) =>
{
    if (step.Step % 20 == 0)
    {
        Console.WriteLine($"  step {step.Step}/{step.Steps}  loss {step.Loss:F3}  top-1 {step.Top1:P1}  {step.ImagesPerSecond:N0} images/s");
    }
};
trainer.EpochFinished += (_, epoch) => Console.WriteLine($"epoch {epoch.Epoch}: {epoch.Test.Top1:P1} of the held-out images are right");
trainer.Run();

// Every layer has its name and its type.
Console.WriteLine($"The last unit's 3 x 3 convolution has weights of {string.Join(" x ", net.Layer3[^1].Conv2.weight.shape)}.");

// With the classes' names and the numbers for pixels, so that 'resnetgen predict' needs nothing else.
Safetensors.Save("net.safetensors", net, DataNote.Of(data).Texts);
Console.WriteLine("The weights are in net.safetensors.");
