namespace ResNetGen.Core.Planning;

/// <summary>The numbers of a unit.</summary>
/// <param name="Inputs">Channels that it takes.</param>
/// <param name="Inner">Channels that a bottleneck unit's 3 x 3 convolution works on, or that a dense unit's takes.</param>
/// <param name="Outputs">Channels that its layers give.</param>
/// <param name="Stride">The stride of one of its convolutions.</param>
/// <param name="Dilation">The distance between the positions that its 3 x 3 kernels look at; 1 for neighbours.</param>
internal sealed record UnitSizes(Quantity Inputs, Quantity Inner, Quantity Outputs, Quantity Stride, Quantity Dilation);
