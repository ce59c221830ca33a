namespace ResNetGen;

/// <summary>How the tensors of the state_dict are called.</summary>
public enum Keys
{
    /// <summary>Conv1 bn1 layer1.0.conv1 … fc.</summary>
    Torchvision,

    /// <summary>Conv1 bn1 layer1.0.conv1 … linear.</summary>
    Cifar,

    /// <summary>Timm's.</summary>
    Timm,

    /// <summary>Conv1_conv conv1_bn conv2_block1_1_conv … predictions: Keras Applications.</summary>
    Keras,

    /// <summary>Conv2d batch_normalization conv2d_1 … dense: Keras' own numbers.</summary>
    KerasNumbered,
}
