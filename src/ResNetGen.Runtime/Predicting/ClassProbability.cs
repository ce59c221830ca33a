namespace ResNetGen.Predicting;

/// <summary>A class and how likely a network holds it to be.</summary>
/// <param name="Class">Its number: its place among the scores.</param>
/// <param name="Name">Its name; its number where names are not known.</param>
/// <param name="Probability">The softmax of the scores, 0 to 1.</param>
public sealed record ClassProbability(int Class, string Name, double Probability);
