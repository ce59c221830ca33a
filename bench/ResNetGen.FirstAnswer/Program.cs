// What a new process does until it has an answer: FirstAnswer resnet20|resnet50 WEIGHTS. Prints the milliseconds until the weights are loaded, until the first
// logits, and of a second call, and the megabytes that were resident at most. `ResNetGen.Benchmarks -- first-answer` publishes and times this program.
using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using ResNetGen.Engine.Inference;
using ResNetGen.FirstAnswer;

var start = Stopwatch.GetTimestamp();
using InferenceModel net = args[0] == "resnet50" ? ResNet50.Load(args[1]) : ResNet20.Load(args[1]);
var loaded = Stopwatch.GetElapsedTime(start);
var images = new float[args[0] == "resnet50" ? ResNet50.Info.Input.Length : ResNet20.Info.Input.Length];
Array.Fill(images, 0.5f);
net.Predict(images);
var first = Stopwatch.GetElapsedTime(start);
net.Predict(images);
var second = Stopwatch.GetElapsedTime(start) - first;
var resident = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2];
Console.WriteLine(FormattableString.Invariant($"{loaded.TotalMilliseconds:F2} {first.TotalMilliseconds:F2} {second.TotalMilliseconds:F2} {int.Parse(resident) * 1024 / 1e6:F1}"));
