namespace ResNetGen;

/// <summary>The kind of class that the compiler writes for a network.</summary>
public enum NetworkTarget
{
    /// <summary>A module of TorchSharp, for training and inference.</summary>
    Training,

    /// <summary>A class over ResNetGen.Engine without TorchSharp, for inference alone.</summary>
    Inference,
}
