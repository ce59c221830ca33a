// Times ONNX Runtime on the CPU: OnnxRuntime.dll FILE.onnx BATCH CxHxW [--threads N] [--seconds S]
// Prints one JSON object with the fields of `resnetgen bench --json`. The file's batch size is fixed: bench/peers/pytorch.py --onnx writes such files.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

const int WarmUp = 5;
const int LeastRuns = 5;

if (args.Length < 3)
{
    Console.Error.WriteLine("OnnxRuntime.dll FILE.onnx BATCH CxHxW [--threads N] [--seconds S]");
    return 1;
}

var batch = long.Parse(args[1], CultureInfo.InvariantCulture);
long[] shape = [batch, .. args[2].Split('x').Select(size => long.Parse(size, CultureInfo.InvariantCulture))];
var threads = (int)Option("--threads", Environment.ProcessorCount);
var length = TimeSpan.FromSeconds(Option("--seconds", 3));

using var options = new SessionOptions { IntraOpNumThreads = threads, GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL };
using var session = new InferenceSession(args[0], options);
var input = session.InputMetadata.Single();
var output = session.OutputMetadata.Single();

// Images and logits are bound once, before the clock runs: a call allocates and copies nothing of them.
using var images = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.Float, shape);
using var logits = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.Float, [.. output.Value.Dimensions.Select(size => (long)size)]);
var random = new Random(0);
foreach (ref var value in images.GetTensorMutableDataAsSpan<float>())
{
    value = (random.NextSingle() * 2) - 1;
}

using var binding = session.CreateIoBinding();
binding.BindInput(input.Key, images);
binding.BindOutput(output.Key, logits);
using var run = new RunOptions();

for (var i = 0; i < WarmUp; i++)
{
    session.RunWithBinding(run, binding);
}

var times = new List<double>();
var start = Stopwatch.GetTimestamp();
while (times.Count < LeastRuns || Stopwatch.GetElapsedTime(start) < length)
{
    var before = Stopwatch.GetTimestamp();
    session.RunWithBinding(run, binding);
    times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
}

times.Sort();
using var process = Process.GetCurrentProcess();
Console.WriteLine(JsonSerializer.Serialize(new
{
    peer = $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}",
    mode = "infer",
    batch,
    dtype = "f32",
    median_ms = Math.Round(times[times.Count / 2], 4),
    min_ms = Math.Round(times[0], 4),
    runs = times.Count,
    peak_rss_mb = process.PeakWorkingSet64 / (1024 * 1024),
}));
return 0;

double Option(string name, double value)
{
    var at = Array.IndexOf(args, name);
    return at < 0 ? value : double.Parse(args[at + 1], CultureInfo.InvariantCulture);
}
