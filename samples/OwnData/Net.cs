using ResNetGen;

namespace OwnData;

/// <summary>A ResNet-8 for grey images of 24 x 24 pixels in two classes. The generator writes the rest of this class.</summary>
[ResNet(Version = 1, Depth = 8, Classes = 2, Input = "1x24x24")]
public partial class Net;
