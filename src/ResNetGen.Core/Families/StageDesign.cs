namespace ResNetGen.Core.Families;

/// <summary>Residual units of one width.</summary>
/// <param name="Key">The stage's key in the state_dict.</param>
/// <param name="Units">How many.</param>
/// <param name="Inner">Channels that a bottleneck unit's 3 x 3 convolution works on.</param>
/// <param name="Width">Channels that each unit gives.</param>
/// <param name="Stride">The stride of the first unit's first convolution; the other strides are 1.</param>
public sealed record StageDesign(string Key, int Units, int Inner, int Width, int Stride);
