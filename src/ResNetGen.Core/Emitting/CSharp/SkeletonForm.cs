using ResNetGen.Core.Values;

namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>What a class that cannot be completed can still be given.</summary>
/// <param name="HasTorch">Whether TorchSharp is referenced; without it there are no layers and no <c>forward</c>.</param>
/// <param name="HasRuntime">Whether ResNetGen.Runtime is referenced; without it there are no stages.</param>
/// <param name="HasEngine">Whether ResNetGen.Engine is referenced; without it there is no <c>Info</c> and no <c>Graph</c>.</param>
/// <param name="HasBase">Whether the class can derive from the base of a network.</param>
/// <param name="Taken">The names that the user's part declares.</param>
public sealed record SkeletonForm(bool HasTorch, bool HasRuntime, bool HasEngine, bool HasBase, EquatableArray<string> Taken);
