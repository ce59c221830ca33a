namespace ResNetGen.Networks.Tests.Depth;

[ResNet("resnet110_stochastic")]
public partial class ResNet110Stochastic;
