namespace ResNetGen.Core.Designs;

/// <summary>How much of the squared weights is added to the loss, by kind of layer, as Keras counts it: half of what weight decay means in PyTorch.</summary>
/// <param name="Convolutions">For kernels of convolutions.</param>
/// <param name="Dense">For matrices of linear layers.</param>
/// <param name="Norms">For scales and shifts of norms.</param>
public sealed record DecayDesign(double Convolutions, double Dense, double Norms);
