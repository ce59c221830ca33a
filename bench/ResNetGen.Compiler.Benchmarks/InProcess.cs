using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace ResNetGen.Compiler.Benchmarks;

/// <summary>Runs benchmarks in the process that was built: a runner's own project would be built with all that this one refers to.</summary>
internal sealed class InProcess : ManualConfig
{
    public InProcess() => AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
}
