namespace TorchSharp;

/// <summary>
/// Gives back what a tensor holds when nobody disposed it. A tensor that a scope owns has none, because the scope keeps it reachable: an object with a
/// finalizer costs twice as much to make as all the rest of a call.
/// </summary>
internal sealed class LastResort
{
    private readonly torch.Tensor _tensor;

    internal LastResort(torch.Tensor tensor) => _tensor = tensor;

    ~LastResort() => _tensor.ReleaseUnowned();
}
