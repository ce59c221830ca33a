using System;
using System.Linq;
using System.Threading.Tasks;

namespace ResNetGen.Cli.Tests;

public class DoctorTests
{
    [Fact]
    public async Task It_says_which_torch_computes_and_with_how_many_threads()
    {
        var result = await Resnetgen.RunAsync("doctor", "--json");

        var torch = result.Json.GetProperty("torch");
        Assert.Equal("0.107.0", torch.GetProperty("torchSharp").GetString());
        Assert.Equal("2.10.0", torch.GetProperty("libTorch").GetString());
        Assert.EndsWith("libtorch_cpu.so", torch.GetProperty("library").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, torch.GetProperty("openMpLibraries").GetInt32());
        Assert.Contains("torch", torch.GetProperty("engines").EnumerateArray().Select(engine => engine.GetString()));
        Assert.True(torch.GetProperty("threads").GetInt32() >= 1);
        Assert.True(result.Json.GetProperty("cores").GetInt32() >= 1);
        Assert.Equal(result.Json.GetProperty("missing").GetArrayLength() == 0 ? 0 : 1, result.ExitCode);
    }

    [Fact]
    public async Task What_is_missing_comes_with_the_command_that_installs_it()
    {
        var result = await Resnetgen.RunAsync("doctor");

        Assert.Contains(result.ExitCode == 0 ? "Nothing is missing." : "sudo apt-get install -y ", result.Out, StringComparison.Ordinal);
        Assert.All(["TorchSharp", "libtorch", "OpenMP", "threads", "inference"], row => Assert.Contains(row, result.Out, StringComparison.Ordinal));
    }
}
