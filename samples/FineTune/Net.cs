using ResNetGen;

namespace FineTune;

/// <summary>The same network with a head for three classes.</summary>
[ResNet(Version = 1, Depth = 20, Classes = 3)]
public partial class Net;
