namespace ResNetGen.Networks.Tests;

[ResNet(Unit = Unit.Bottleneck, Units = new[] { 1, 1 }, Inners = new[] { 16, 32 }, StridedConvolution = StridedConvolution.First, Target = NetworkTarget.Inference)]
public sealed partial class StridedFirstForInference;
