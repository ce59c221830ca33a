namespace ResNetGen;

/// <summary>What the compiler knows of one stage: a run of residual units that work on feature maps of one size.</summary>
/// <param name="Name">The stage's key in the network's state_dict, such as <c>layer1</c>.</param>
/// <param name="Units">How many residual units it has.</param>
/// <param name="Output">The feature map that it gives.</param>
/// <param name="Parameters">How many numbers are trained in it. Running statistics are not counted.</param>
/// <param name="MultiplyAdds">Multiply-adds of its convolutions for one image.</param>
public sealed record StageInfo(string Name, int Units, FeatureShape Output, long Parameters, long MultiplyAdds);
