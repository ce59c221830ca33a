using System;
using System.Reflection;
using TorchSharp;

namespace ResNetGen.Torch;

/// <summary>Whatever provides TorchSharp's API, asked through that API alone.</summary>
internal class TorchSharpPlatform : ITorchPlatform
{
    public virtual string Name => "TorchSharp";

    public virtual string Version =>
        typeof(torch).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "of unknown version";

    public int Threads
    {
        get => torch.get_num_threads();
        set => torch.set_num_threads(value);
    }

    public virtual string? CpuCapability => null;

    public bool HasCuda => torch.cuda.is_available();

    public virtual bool? HasBFloat16 => null;

    public virtual IDisposable Autocast(torch.Device device) =>
        throw new NotSupportedException("TorchSharp has no mixed precision; train in float32, or with the machine's own libtorch (TorchBackend=system).");

    public virtual bool CanRecompute => false;

    public virtual torch.Tensor Recompute(Func<torch.Tensor, torch.Tensor> part, torch.Tensor input) =>
        throw new NotSupportedException("TorchSharp cannot compute units again in the backward pass; the machine's own libtorch can (TorchBackend=system).");

    public long? LiveTensors => torch.Tensor.TotalCount;
}
