namespace ResNetGen.Generator.Models;

/// <summary>What a project offers to generated code.</summary>
/// <param name="HasTorch">Whether TorchSharp's API is referenced.</param>
/// <param name="HasRuntime">Whether ResNetGen.Runtime is referenced.</param>
/// <param name="HasEngine">Whether ResNetGen.Engine is referenced.</param>
/// <param name="OldLanguage">The project's C# version where it is too old, or null.</param>
internal sealed record Surroundings(bool HasTorch, bool HasRuntime, bool HasEngine, string? OldLanguage);
