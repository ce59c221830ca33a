using System;
using System.IO;
using System.Linq;
using ResNetGen.LibTorch;
using TorchSharp;

namespace ResNetGen.Torch;

/// <summary>The machine's own libtorch, through the binding in this repository.</summary>
internal sealed class SystemTorchPlatform : TorchSharpPlatform
{
    private static readonly Lazy<bool?> ProcessorHasBFloat16 = new(ReadProcessor);

    public override string Name => "libtorch";

    public override string Version => LibTorchInfo.Version;

    public override string? CpuCapability => LibTorchInfo.CpuCapability;

    public override bool? HasBFloat16 => HasCuda || ProcessorHasBFloat16.Value is true ? true : ProcessorHasBFloat16.Value;

    public override IDisposable Autocast(torch.Device device) => new Autocast(device.type == DeviceType.CUDA);

    public override bool CanRecompute => true;

    public override torch.Tensor Recompute(Func<torch.Tensor, torch.Tensor> part, torch.Tensor input) => Recomputation.Run(part, input);

    // .NET has no name for these instructions.
    private static bool? ReadProcessor()
    {
        const string Description = "/proc/cpuinfo";
        if (!File.Exists(Description))
        {
            return null;
        }

        var features = File.ReadLines(Description).FirstOrDefault(line => line.StartsWith("flags", StringComparison.Ordinal) || line.StartsWith("Features", StringComparison.Ordinal));
        return features?.Split(' ').Any(feature => feature is "avx512_bf16" or "amx_bf16" or "bf16");
    }
}
