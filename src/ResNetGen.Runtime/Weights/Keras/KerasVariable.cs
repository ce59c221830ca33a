using System.Linq;

namespace ResNetGen.Weights.Keras;

/// <summary>What Keras calls the tensors of a layer, and how it lays them out: kernels have the channels last, those that come out at the very end.</summary>
internal static class KerasVariable
{
    private const string Kernel = "kernel";

    private static readonly (string Keras, string Torch)[] Names =
    [
        ("bias", "bias"), ("gamma", "weight"), ("beta", "bias"), ("moving_mean", "running_mean"), ("moving_variance", "running_var"),
    ];

    /// <summary>PyTorch's name of a variable; an unknown one keeps its name.</summary>
    public static string ToTorch(string variable) => variable == Kernel ? "weight" : Names.FirstOrDefault(n => n.Keras == variable).Torch ?? variable;

    /// <summary>Keras' name of a tensor.</summary>
    /// <param name="tensor">PyTorch's name.</param>
    /// <param name="rank">How many sizes it has: a weight of one is that of a norm.</param>
    /// <param name="isOfNorm">Whether the layer is a norm.</param>
    public static string ToKeras(string tensor, int rank, bool isOfNorm) => (tensor, isOfNorm) switch
    {
        ("weight", _) when rank > 1 => Kernel,
        ("bias", false) => "bias",
        _ => Names.LastOrDefault(n => n.Torch == tensor).Keras ?? tensor,
    };

    /// <summary>The order of sizes that makes PyTorch's layout of Keras': of a matrix the transposed, of a kernel the last two sizes first, swapped.</summary>
    /// <param name="variable">Keras' name of the variable.</param>
    /// <param name="rank">How many sizes it has.</param>
    public static long[]? OrderToTorch(string variable, int rank) => (variable, rank) switch
    {
        (Kernel, 2) => [1, 0],
        (Kernel, 3) => [2, 1, 0],
        (Kernel, 4) => [3, 2, 0, 1],
        _ => null,
    };

    /// <summary>The order of sizes that makes Keras' layout of PyTorch's.</summary>
    /// <param name="variable">Keras' name of the variable.</param>
    /// <param name="rank">How many sizes it has.</param>
    public static long[]? OrderToKeras(string variable, int rank) => (variable, rank) switch
    {
        (Kernel, 2) => [1, 0],
        (Kernel, 3) => [2, 1, 0],
        (Kernel, 4) => [2, 3, 1, 0],
        _ => null,
    };
}
