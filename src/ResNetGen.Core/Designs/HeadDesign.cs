using ResNetGen.Core.Values;

namespace ResNetGen.Core.Designs;

/// <summary>What is behind the stages.</summary>
/// <param name="Kind">What it gives.</param>
/// <param name="Norm">Whether norm and activation come first: units of pre-activation leave them to the head.</param>
/// <param name="Pooling">How the last feature map becomes a vector.</param>
/// <param name="Window">Rows and columns of a window to pool; 0 for other ways.</param>
/// <param name="Dense">Layers before the last, in order.</param>
/// <param name="Dropout">The share of numbers that dropout before the last layer sets to 0 in training; 0 for none.</param>
/// <param name="Outputs">What the last layer gives: scores, or numbers of a latent vector; 0 where there is none.</param>
public sealed record HeadDesign(HeadKind Kind, bool Norm, HeadPooling Pooling, int Window, EquatableArray<DenseDesign> Dense, double Dropout, int Outputs);
