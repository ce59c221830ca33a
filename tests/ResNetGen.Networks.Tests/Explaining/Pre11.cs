namespace ResNetGen.Networks.Tests.Explaining;

/// <summary>Three units with projections of the activated input.</summary>
[ResNet(Version = 2, Depth = 11, Classes = 4)]
public partial class Pre11;
