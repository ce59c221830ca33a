namespace ResNetGen.Networks.Tests;

[ResNet(Version = 1, Depth = 20)]
public partial class Cifar20;
