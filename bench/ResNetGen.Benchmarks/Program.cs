using BenchmarkDotNet.Running;
using ResNetGen.Benchmarks;

// BenchmarkDotNet measures the time of calls. The peak rate of the machine and the resident size over a long run are measured otherwise.
if (args is ["resident"])
{
    ResidentSize.Run();
}
else if (args is ["peak"])
{
    PeakRate.Run();
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(InferenceCall).Assembly).Run(args);
}
