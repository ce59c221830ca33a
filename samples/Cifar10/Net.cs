using ResNetGen;

namespace Cifar10;

/// <summary>The pre-activation network of 29 layers. The generator writes the rest of this class.</summary>
[ResNet(Version = 2, Depth = 29)]
public partial class Net;
