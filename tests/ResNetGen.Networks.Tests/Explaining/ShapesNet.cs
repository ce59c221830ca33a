namespace ResNetGen.Networks.Tests.Explaining;

/// <summary>Four units in two stages, for the classes of the pictures that are drawn.</summary>
[ResNet(Version = 1, Units = new[] { 2, 2 }, Widths = new[] { 8, 16 })]
public partial class ShapesNet;
