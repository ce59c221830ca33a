using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace ResNetGen.Packages.Tests;

/// <summary>The sample that names images reads its files; the program runs on .NET here.</summary>
public sealed class DeploySampleTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("resnetgen-deploy-sample-");

    [Fact]
    public async Task The_normalization_is_that_of_the_file_and_a_file_that_cannot_be_read_is_named()
    {
        // Other tests may build the same projects at that moment.
        var artifacts = Path.Combine(folder.FullName, "artifacts");
        await new Command().DotNetAsync(
            Path.Combine(BuildFacts.RepositoryRoot, "samples", "Deploy"), "build", "-c", "Release", "-p:ArtifactsPath=" + artifacts, "-v", "quiet", "--nologo");

        // The network says "ship" where the normalized red is clearly above 0, else "cat". Grey 128 is so by CIFAR-10's mean of 0.4914, and not by a mean of 0.6.
        var image = WriteGreyImage();
        Assert.Equal("ship", await FirstClass(WriteWeights("without.safetensors", null)));
        Assert.Equal("cat", await FirstClass(WriteWeights("with.safetensors", "[[0.6,0.6,0.6],[0.2,0.2,0.2]]")));

        Assert.Contains("resnetgen.normalization", await Refused(WriteWeights("damaged.safetensors", "0.6"), image), StringComparison.Ordinal);
        Assert.Contains(folder.FullName, await Refused(WriteWeights("net.safetensors", null), folder.FullName), StringComparison.Ordinal);

        async Task<string> FirstClass(string weights) =>
            (await RunAsync(weights, image)).Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1].Trim();

        async Task<string> Refused(string weights, string picture)
        {
            var written = (await Assert.ThrowsAsync<CommandFailedException>(() => RunAsync(weights, picture))).Message.Split(Environment.NewLine, 2);
            Assert.EndsWith("ended with 1:", written[0], StringComparison.Ordinal);
            return Assert.Single(written[1].Trim().Split('\n'));
        }

        Task<string> RunAsync(string weights, string picture) =>
            new Command().DotNetAsync(folder.FullName, Path.Combine(artifacts, "bin", "Deploy", "release", "Deploy.dll"), weights, picture);
    }

    /// <summary>The program and its files.</summary>
    public void Dispose() => folder.Delete(recursive: true);

    private string WriteGreyImage()
    {
        var path = Path.Combine(folder.FullName, "grey.ppm");
        File.WriteAllBytes(path, [.. "P6\n32 32\n255\n"u8, .. Enumerable.Repeat((byte)128, 32 * 32 * 3)]);
        return path;
    }

    // A ResNet-20 whose first convolution copies red, whose units pass it on, and whose classifier adds up all channels.
    private string WriteWeights(string name, string? normalization)
    {
        var tensors = new List<(string Key, long[] Shape, float[] Values)>();
        AddLayer("conv1", "bn1", 3, 16);
        tensors[0].Values[4] = 1;
        for (var stage = 1; stage <= 3; stage++)
        {
            var width = 8 << stage;
            for (var unit = 0; unit < 3; unit++)
            {
                AddLayer($"layer{stage}.{unit}.conv1", $"layer{stage}.{unit}.bn1", unit == 0 && stage > 1 ? width / 2 : width, width);
                AddLayer($"layer{stage}.{unit}.conv2", $"layer{stage}.{unit}.bn2", width, width);
            }
        }

        const int Cat = 3, Ship = 8, Features = 64;
        tensors.Add(("linear.weight", [10, Features], [.. Enumerable.Range(0, 10 * Features).Select(i => i / Features == Ship ? 1f : 0)]));
        tensors.Add(("linear.bias", [10], [.. Enumerable.Range(0, 10).Select(i => i == Cat ? 0.02f : 0)]));
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllBytes(path, SafeTensorsBytes.Of(tensors, normalization is null ? [] : [("resnetgen.normalization", normalization)]));
        return path;

        void AddLayer(string convolution, string norm, int inputs, int outputs)
        {
            tensors.Add((convolution + ".weight", [outputs, inputs, 3, 3], new float[outputs * inputs * 9]));
            tensors.AddRange(new[] { ("weight", 1f), ("bias", 0f), ("running_mean", 0f), ("running_var", 1f) }
                .Select(tensor => ($"{norm}.{tensor.Item1}", new long[] { outputs }, Enumerable.Repeat(tensor.Item2, outputs).ToArray())));
        }
    }
}
