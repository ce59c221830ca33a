using ResNetGen.Core.Designs;

namespace ResNetGen.Generator.Models;

/// <summary>The class that a network derives from.</summary>
/// <param name="FullName">The full name.</param>
/// <param name="ShownName">The name in messages.</param>
internal sealed record BaseClass(string FullName, string ShownName)
{
    /// <summary>The base of networks over TorchSharp.</summary>
    public static BaseClass OfModules { get; } =
        new("TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>", "nn.Module<Tensor, Tensor>");

    /// <summary>The base of networks for inference alone.</summary>
    public static BaseClass OfModels { get; } = new("ResNetGen.Engine.Inference.InferenceModel", "InferenceModel");

    /// <summary>The base of a network for a purpose.</summary>
    public static BaseClass Of(NetworkTarget target) => target == NetworkTarget.Inference ? OfModels : OfModules;
}
