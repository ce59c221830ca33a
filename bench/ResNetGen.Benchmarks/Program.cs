using BenchmarkDotNet.Running;
using ResNetGen.Benchmarks;

// BenchmarkDotNet measures time; what a process keeps over a long run it does not.
if (args is ["resident"])
{
    ResidentSize.Run();
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(InferenceCall).Assembly).Run(args);
}
