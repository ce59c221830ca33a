using ResNetGen;

namespace OwnLoop;

/// <summary>A ResNet-20 for small pictures in ten classes. The generator writes the rest of this class.</summary>
[ResNet(Version = 1, Depth = 20, Classes = 10)]
public partial class Net;
