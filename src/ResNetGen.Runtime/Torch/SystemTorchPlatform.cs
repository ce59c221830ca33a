using ResNetGen.LibTorch;

namespace ResNetGen.Torch;

/// <summary>The machine's own libtorch, through the binding in this repository.</summary>
internal sealed class SystemTorchPlatform : TorchSharpPlatform
{
    public override string Name => "libtorch";

    public override string Version => LibTorchInfo.Version;

    public override string? CpuCapability => LibTorchInfo.CpuCapability;
}
