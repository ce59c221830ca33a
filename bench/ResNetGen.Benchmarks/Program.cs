using System;
using System.Globalization;
using BenchmarkDotNet.Running;
using ResNetGen.Benchmarks;
using ResNetGen.Engine.Kernels;

// BenchmarkDotNet measures the time of calls; what it does not measure has a word of its own.
switch (args)
{
    case ["resident", var way]:
        ResidentSize.Run(way);
        break;
    case ["peak"]:
        Console.WriteLine(PeakRate.Measure(Environment.ProcessorCount).ToString("F1", CultureInfo.InvariantCulture));
        break;
    case ["first-answer"]:
        FirstAnswer.Run();
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(InferenceCall).Assembly).Run(args);
        break;
}
