namespace ResNetGen.Networks.Tests;

[ResNet(Version = 2, Depth = 11, Classes = 7, Input = "1x29x27")]
public partial class Digits11;
