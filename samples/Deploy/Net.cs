using ResNetGen;

namespace Deploy;

/// <summary>A ResNet-20 for the ten classes of CIFAR-10, for inference alone: the project needs no TorchSharp.</summary>
[ResNet("resnet20", Target = NetworkTarget.Inference)]
public partial class Net;
