using static TorchSharp.torch;

namespace ResNetGen.Modules;

/// <summary>Whether a residual unit is computed in a step of training: Huang et al. (2016, arXiv:1603.09382), section 3.</summary>
public static class StochasticDepth
{
    /// <summary>Draws, from the generator that <c>torch.manual_seed</c> seeds, whether a unit survives.</summary>
    /// <param name="survival">How likely it is, from 0 to 1.</param>
    public static bool Survives(double survival)
    {
        using var drawn = rand(1);
        return drawn.item<float>() < survival;
    }

    /// <summary>How likely a unit is to survive where the stem, number 0, always does and units less and less: equation 4.</summary>
    /// <param name="unit">The unit's number, from 1.</param>
    /// <param name="units">How many units the network has.</param>
    /// <param name="last">How likely it is for the last.</param>
    public static double Linear(int unit, int units, double last) => 1 - ((1 - last) * unit / units);
}
