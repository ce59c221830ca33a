namespace ResNetGen.Networks.Tests.Explaining;

/// <summary>A network without shortcuts.</summary>
[ResNet("plain20")]
public partial class PlainNet;
