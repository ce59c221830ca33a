using System;
using System.IO;
using static TorchSharp.torch;

namespace ResNetGen.LibTorch.Tests.Interop;

/// <summary>The library as a whole.</summary>
public class PlatformTests
{
    [Fact]
    public void Threads_are_the_cores()
    {
        var wanted = int.TryParse(Environment.GetEnvironmentVariable("OMP_NUM_THREADS"), out var named) ? named : Environment.ProcessorCount;

        Assert.Equal(wanted, get_num_threads());
        set_num_threads(1);
        Assert.Equal(1, LibTorchInfo.Threads);
        set_num_threads(wanted);
        Assert.ThrowsAny<System.Runtime.InteropServices.ExternalException>(() => set_num_threads(0));
    }

    [Fact]
    public void The_loaded_libtorch_is_described()
    {
        Assert.Matches(@"^\d+\.\d+\.\d+", LibTorchInfo.Version);
        Assert.Contains(LibTorchInfo.CpuCapability, new[] { "DEFAULT", "NO AVX", "AVX2", "AVX512", "VSX", "ZVECTOR", "SVE256" });
        Assert.True(File.Exists(LibTorchInfo.LibraryPath), $"'{LibTorchInfo.LibraryPath}' is no file");
        Assert.Equal(cuda.is_available(), LibTorchInfo.HasCuda);
        Assert.NotEmpty(LibTorchInfo.Configuration);
    }
}
