using System.CommandLine;

namespace ResNetGen.Cli.Commands;

/// <summary><c>--weights FILE</c>, for commands that a network without weights is nothing to.</summary>
internal sealed class WeightsOption : Option<string>
{
    public WeightsOption()
        : base("--weights")
    {
        HelpName = "FILE";
        Description = "The network's weights (.safetensors, or as PyTorch, Keras or TorchSharp saved them).";
        Required = true;
    }
}
