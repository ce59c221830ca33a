using System.Globalization;
using BenchmarkDotNet.Running;
using ResNetGen.Benchmarks;

// BenchmarkDotNet measures the time of calls; what it does not measure has a word of its own.
switch (args)
{
    case ["resident"]:
        ResidentSize.Run();
        break;
    case ["peak"]:
        PeakRate.Run();
        break;
    case ["first-answer"]:
        FirstAnswer.Run();
        break;
    case ["train", var network, var batch]:
        CompiledStep.Run(network, int.Parse(batch, CultureInfo.InvariantCulture), seconds: 5);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(InferenceCall).Assembly).Run(args);
        break;
}
