using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace ResNetGen.Benchmarks;

/// <summary>In this process: a child project would build the native library again.</summary>
internal sealed class InProcess : ManualConfig
{
    public InProcess() => AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
}
