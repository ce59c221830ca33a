using System;
using ResNetGen.Engine.Kernels;

namespace ResNetGen.Engine.Planning;

/// <summary>
/// What a 3 x 3 convolution costs directly and by Winograd's transform, in cycles of one core. The transform has a fourth of the products and more of
/// everything else.
/// </summary>
/// <param name="Direct">The cycles of the direct convolution.</param>
/// <param name="Winograd">The cycles of Winograd's transform.</param>
/// <param name="MaxTiles">How many tiles are transformed at once, so that they stay in the second level of cache.</param>
internal readonly record struct ConvolutionCost(double Direct, double Winograd, int MaxTiles)
{
    public bool PrefersWinograd => Winograd < Direct;

    /// <summary>Estimates both.</summary>
    /// <param name="input">The input.</param>
    /// <param name="output">The output.</param>
    /// <param name="threads">The threads that share the work.</param>
    /// <param name="elementSize">Bytes of an element of feature maps.</param>
    /// <param name="transformSize">Bytes of an element of the transform domain.</param>
    /// <param name="weightsAreCached">Whether the weights of the whole network stay in the cache from call to call.</param>
    public static ConvolutionCost Of(Layout input, Layout output, int threads, int elementSize, int transformSize, bool weightsAreCached)
    {
        const int Lanes = Layout.Lanes;
        double products = (double)input.Blocks * output.Blocks * Lanes, weights = products * Lanes;
        var tiles = (long)output.Images * ((output.Height + 3) / 4) * ((output.Width + 3) / 4);
        var maxTiles = (int)Math.Clamp(512L * 1024 / (36L * input.Blocks * Lanes * transformSize), 14, 56);
        double mine = Math.Ceiling((double)tiles / threads), groups = Math.Ceiling(mine / maxTiles), sharing = groups < 2 ? threads : 1;

        // Two products of a register a cycle, of float32 or of twice as many values of half the size; measured cycles of the transforms; and weights at 3 bytes
        // a cycle from memory, 12 when they come again.
        const double Again = 12;
        var first = weightsAreCached ? Again : 3;
        double pixels = (double)output.Images * output.Height * output.Width;
        var direct = (products * 9 * pixels / 2 / threads * elementSize / sizeof(float)) + (9 * weights * elementSize / first / threads);
        var winograd = (products * 36 * mine / 1.7 * transformSize / sizeof(float)) + (mine * 170 * (input.Blocks + output.Blocks))
            + (36 * weights * transformSize * ((1 / first) + ((groups - 1) / Again)) / sharing);
        return new ConvolutionCost(direct, winograd, maxTiles);
    }
}
