namespace ResNetGen.Core.Designs;

/// <summary>A residual unit, its width aside.</summary>
/// <param name="Kind">Its convolutions.</param>
/// <param name="Order">The order of its layers.</param>
/// <param name="Kernel">Rows and columns of the kernels that are not 1 x 1; odd.</param>
/// <param name="StridedConvolution">Which convolution takes the stride.</param>
/// <param name="Cardinality">In how many groups the 3 x 3 of a bottleneck unit works; 1 for an ordinary convolution.</param>
/// <param name="Form">How the groups are computed.</param>
/// <param name="Attention">What weighs its channels, or null.</param>
/// <param name="Dropout">The share of numbers that dropout between its convolutions sets to 0 in training; 0 for none.</param>
/// <param name="Bare">Whether the first unit of the stage has no norm and activation before its first convolution, because it needs none or the stem has them.</param>
public sealed record UnitDesign(
    UnitKind Kind,
    UnitOrder Order,
    int Kernel,
    StridedConvolution StridedConvolution,
    int Cardinality,
    GroupForm Form,
    AttentionDesign? Attention,
    double Dropout,
    bool Bare);
