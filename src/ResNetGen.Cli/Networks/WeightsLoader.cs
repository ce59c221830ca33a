using ResNetGen.Cli.Specs;
using ResNetGen.Weights;
using static TorchSharp.torch;

namespace ResNetGen.Cli.Networks;

/// <summary>Loads weights into a network, and warns where they may be another's.</summary>
internal static class WeightsLoader
{
    /// <param name="network">The network.</param>
    /// <param name="spec">Its spec.</param>
    /// <param name="path">The file of weights.</param>
    /// <param name="skipHead">Whether its last layer stays as it is.</param>
    /// <param name="terminal">Where warnings go.</param>
    /// <exception cref="WeightsException">The weights are not for this network.</exception>
    /// <exception cref="RefusalException">There is no head to skip.</exception>
    public static void Load(nn.Module network, SpecFile spec, string path, bool skipHead, Terminal terminal)
    {
        RequireHead(spec, skipHead);
        Warn(spec, path, WeightsFile.Load(network, path, skipHead: skipHead), terminal);
    }

    /// <summary>Warns where weights are, or may be, for a network that computes otherwise.</summary>
    public static void Warn(SpecFile spec, string path, LoadResult result, Terminal terminal)
    {
        if (VariantNote.Of(spec, result) is { } note)
        {
            terminal.Error.WriteLine($"warning: {path}: {note}");
        }
    }

    /// <exception cref="RefusalException">There is no head to skip.</exception>
    public static void RequireHead(SpecFile spec, bool skipHead)
    {
        if (skipHead && spec.Plan.Classifier is null)
        {
            throw new RefusalException($"{spec.Name} has no classifier, so there is no head to skip.");
        }
    }
}
