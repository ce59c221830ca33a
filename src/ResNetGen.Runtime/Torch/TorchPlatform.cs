namespace ResNetGen.Torch;

/// <summary>The torch that this build runs on.</summary>
public static class TorchPlatform
{
    /// <summary>It.</summary>
#if TORCH_SYSTEM
    public static ITorchPlatform Current { get; } = new SystemTorchPlatform();
#else
    public static ITorchPlatform Current { get; } = new TorchSharpPlatform();
#endif
}
