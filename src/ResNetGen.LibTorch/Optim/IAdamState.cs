using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The state of one parameter under Adam or AdamW.</summary>
internal interface IAdamState
{
    ref long Step { get; }

    ref Tensor? Mean { get; }

    ref Tensor? Square { get; }

    ref Tensor? Largest { get; }
}
