// Names what an image shows, as one native program without .NET and libtorch:
//   dotnet publish samples/Deploy -c Release -r linux-x64 -o deploy
//   deploy/Deploy net.safetensors image.ppm
// For x64 the program is compiled for processors with AVX-512, and does not start on others; -p:IlcInstructionSet=x86-64-v3 compiles for all with AVX2.
// The weights are those of './resnetgen train resnet20 --data cifar10:FOLDER', or of any CIFAR-10 ResNet-20 that './resnetgen convert' has written.
using System;
using System.IO;
using System.Linq;
using Deploy;
using ResNetGen.Engine.Inference;
using ResNetGen.Engine.Weights;
using ResNetGen.Weights;

string[] classes = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

if (args is not [var file, var image])
{
    Console.Error.WriteLine("Usage: Deploy WEIGHTS.safetensors IMAGE.ppm");
    return 2;
}

try
{
    // As Net.Load(file), which does not return the file's metadata.
    using var weights = SafeTensorsWeights.Open(file);
    weights.RequireVariant(Net.Info);
    using var net = new Net(weights);

    // Each network needs the normalization of its training; without a note in the file, CIFAR-10's.
    var normalizer = ImageNormalizer.FromMetadata(weights.Metadata) ?? ImageNormalizer.Cifar10;
    var (rgb, height, width) = PpmFile.Read(image);
    if ((height, width) != (Net.Info.Input.Height, Net.Info.Input.Width))
    {
        throw new InvalidDataException($"{image}: the image has {height} x {width} pixels, and the network takes {Net.Info.Input.Height} x {Net.Info.Input.Width}.");
    }

    var logits = net.Predict(normalizer.Normalize(rgb, height, width));

    var probabilities = logits.Select(logit => Math.Exp(logit - logits.Max())).ToArray();
    foreach (var (name, probability) in classes.Zip(probabilities).OrderByDescending(answer => answer.Second).Take(3))
    {
        Console.WriteLine($"{probability / probabilities.Sum(),7:P1}  {name}");
    }

    return 0;
}
catch (Exception error) when (error is WeightsException or ArgumentException or InvalidDataException or IOException or UnauthorizedAccessException or PlatformNotSupportedException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
