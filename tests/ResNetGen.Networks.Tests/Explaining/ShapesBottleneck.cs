namespace ResNetGen.Networks.Tests.Explaining;

/// <summary>Three units of three layers for ten classes, each the first of its stage: the first makes 64 channels of 16.</summary>
[ResNet(Version = 2, Depth = 11)]
public partial class ShapesBottleneck;
