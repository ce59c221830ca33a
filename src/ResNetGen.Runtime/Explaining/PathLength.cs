namespace ResNetGen.Explaining;

/// <summary>The paths through a network that pass through so many units' layers, and pass by all others.</summary>
/// <param name="Length">How many units' layers a path passes through.</param>
/// <param name="ShareOfPaths">The share of all paths that have this length: the binomial distribution.</param>
/// <param name="Gradient">The mean length of the gradient that reaches the image by one path of this length.</param>
/// <param name="ShareOfGradient">The share of this length in the gradient of all paths: number of paths times gradient of one, of all measured lengths together 1.</param>
public sealed record PathLength(int Length, double ShareOfPaths, double Gradient, double ShareOfGradient);
