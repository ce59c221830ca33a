using System.Collections.Generic;

namespace ResNetGen.Engine.Kernels;

/// <summary>Says why there are no kernels for the instructions and the element type that a session asks for, and which there are.</summary>
internal static class MissingKernels
{
    /// <summary>Why what is asked for in one element type is computed in another; null where it is not.</summary>
    public static string? FallbackReason(DType wanted, DType found) =>
        wanted == found ? null : $"computed in float32, because bfloat16 needs executable memory: {BFloat16Tiles.MemoryObstacle}";

    /// <summary>The message for this process.</summary>
    /// <param name="name">The instructions that are asked for; null for the fastest.</param>
    /// <param name="isBFloat16">Whether feature maps are bfloat16.</param>
    /// <param name="available">The instructions that compute the element type.</param>
    public static string MessageFor(string? name, bool isBFloat16, IReadOnlyList<string> available) =>
        MessageFor(name, isBFloat16, available, BFloat16Tiles.ProcessorObstacle, CompiledInstructions.ProblemOf(name));

    /// <summary>The message for a process of a processor.</summary>
    /// <param name="name">The instructions that are asked for; null for the fastest.</param>
    /// <param name="isBFloat16">Whether feature maps are bfloat16.</param>
    /// <param name="available">The instructions that compute the element type.</param>
    /// <param name="processorObstacle">Why the processor cannot compute bfloat16; null where it can.</param>
    /// <param name="compiledProblem">That the program is compiled without instructions that the processor has; null where it is not.</param>
    internal static string MessageFor(string? name, bool isBFloat16, IReadOnlyList<string> available, string? processorObstacle, string? compiledProblem) =>
        (isBFloat16, available.Count) switch
        {
            (true, 0) =>
                $"bfloat16 is not available here. {processorObstacle ?? ".NET uses no 512-bit vectors on this processor."} DType.Float32 works on every processor.",
            (true, _) => $"bfloat16 is not computed with the instructions '{name}'; there are: {string.Join(", ", available)}.",
            _ => compiledProblem ?? $"There are no instructions '{name}' here; there are: {string.Join(", ", available)}.",
        };
}
