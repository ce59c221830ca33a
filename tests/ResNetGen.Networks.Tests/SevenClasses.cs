namespace ResNetGen.Networks.Tests;

[ResNet(Unit = Unit.Bottleneck, Units = new[] { 1, 1 }, Inners = new[] { 16, 32 }, StridedConvolution = StridedConvolution.First, Classes = 7)]
public sealed partial class SevenClasses;
