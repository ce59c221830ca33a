namespace ResNetGen.Networks.Tests.Explaining;

/// <summary>Three units, of which two change the shape.</summary>
[ResNet(Version = 1, Depth = 8, Classes = 4)]
public partial class Cifar8;
