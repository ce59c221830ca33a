namespace ResNetGen.Core.Designs;

/// <summary>How the tensors of the state_dict are called.</summary>
public enum KeyStyle
{
    /// <summary>conv1 bn1 layer1.0.conv1 … layer1.0.downsample.0 … fc.</summary>
    Torchvision,

    /// <summary>conv1 bn1 layer1.0.conv1 … linear: those of the published CIFAR weights with the zero-padding shortcut.</summary>
    Cifar,

    /// <summary>Those of timm: as torchvision's, with se and act layers named its way.</summary>
    Timm,

    /// <summary>conv1_conv conv1_bn conv2_block1_1_conv … predictions: those of Keras Applications, with dots before the tensor's name.</summary>
    Keras,

    /// <summary>conv2d batch_normalization conv2d_1 batch_normalization_1 … dense: those that Keras gives to layers without a name.</summary>
    KerasNumbered,
}
