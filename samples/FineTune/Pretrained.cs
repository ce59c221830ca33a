using ResNetGen;

namespace FineTune;

/// <summary>The network that the weights are of: a ResNet-20 for ten classes. Without weights of your own the sample trains it for a moment.</summary>
[ResNet(Version = 1, Depth = 20, Classes = 10)]
public partial class Pretrained;
