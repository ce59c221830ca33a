namespace ResNetGen.Core.Designs;

/// <summary>What the network's class is for.</summary>
public enum NetworkTarget
{
    /// <summary>A module of TorchSharp, for training and inference.</summary>
    Training,

    /// <summary>A class over the engine without TorchSharp, for inference alone.</summary>
    Inference,
}
