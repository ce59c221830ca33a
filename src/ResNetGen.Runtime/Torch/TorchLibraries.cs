namespace ResNetGen.Torch;

/// <summary>The native libraries that TorchSharp runs on in this process.</summary>
/// <param name="LibTorch">The file of libtorch; null where the system's loader found it by name.</param>
/// <param name="LibTorchSharp">The file of TorchSharp's own native library; null where another part of the program had loaded it before.</param>
/// <param name="IsAdapted">
/// Whether an adapted copy of <paramref name="LibTorchSharp"/> is in use, because this system's libstdc++ is older than the one it was built with.
/// The file itself is never changed.
/// </param>
/// <param name="HasMendedCaches">Whether oneDNN had taken the processor's caches for one byte large, and that was put right (<see cref="OneDnnCaches"/>).</param>
public sealed record TorchLibraries(string? LibTorch, string? LibTorchSharp, bool IsAdapted, bool HasMendedCaches = false);
