using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using ResNetGen.Models;
using ResNetGen.Weights;
using static TorchSharp.torch;

namespace ResNetGen.Benchmarks;

/// <summary>
/// Publishes <c>bench/ResNetGen.FirstAnswer</c> as a native program and starts it anew several times. Prints, for each network, the medians of what a new process
/// takes until the weights are loaded, until the first logits, for a second call, and in all, and the memory that is resident at most.
/// </summary>
internal static class FirstAnswer
{
    private const int Processes = 7;

    internal static void Run()
    {
        var folder = Directory.CreateTempSubdirectory("resnetgen-first-answer-");
        try
        {
            var program = Publish(folder.FullName);
            Console.WriteLine("| network | loaded | first logits | second logits | whole process | resident |");
            Console.WriteLine("|---|---|---|---|---|---|");
            Measure("resnet20", () => new ResNet20());
            Measure("resnet50", () => new ResNet50());

            void Measure(string name, Func<nn.Module> create)
            {
                var weights = Path.Combine(folder.FullName, name + ".safetensors");
                using (var network = create())
                {
                    Safetensors.Save(weights, network);
                }

                // The first process waits for the disk.
                Times(program, name, weights);
                var times = Enumerable.Range(0, Processes).Select(_ => Times(program, name, weights)).ToArray();
                string Median(int column, string format) => times.Select(t => t[column]).Order().ElementAt(Processes / 2).ToString(format, CultureInfo.InvariantCulture);
                Console.WriteLine($"| {name} | {Median(0, "F0")} ms | {Median(1, "F0")} ms | {Median(2, "F1")} ms | {Median(4, "F0")} ms | {Median(3, "F0")} MB |");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Publish(string folder)
    {
        var root = AppContext.BaseDirectory[..AppContext.BaseDirectory.LastIndexOf("artifacts", StringComparison.Ordinal)];
        var published = Path.Combine(folder, "published");
        Start(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            "publish", Path.Combine(root, "bench", "ResNetGen.FirstAnswer"), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", published, "-v", "quiet", "--nologo");
        return Path.Combine(published, "ResNetGen.FirstAnswer");
    }

    /// <summary>Starts the program. Returns the numbers that the program printed, and the milliseconds from its start to its end.</summary>
    private static double[] Times(string program, string network, string weights)
    {
        var start = Stopwatch.GetTimestamp();
        var printed = Start(program, network, weights);
        var process = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return [.. printed.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)), process];
    }

    private static string Start(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? printed : throw new InvalidOperationException($"{program} ended with exit code {process.ExitCode}.\n{printed}");
    }
}
