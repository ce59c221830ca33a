using System.Collections.Generic;

namespace ResNetGen.Explaining;

/// <summary>Which places of an image a class's score rests on.</summary>
/// <param name="Class">The class.</param>
/// <param name="Probability">The network's softmax for it, 0 to 1.</param>
/// <param name="Stage">The stage that was looked at, from 0.</param>
/// <param name="Height">Rows of the stage's feature map.</param>
/// <param name="Width">Its columns.</param>
/// <param name="Values">Height x width numbers, row by row, from 0 for what does not speak for the class to 1 for what speaks for it most; all 0 where nothing does.</param>
public sealed record ClassActivation(int Class, double Probability, int Stage, int Height, int Width, IReadOnlyList<float> Values);
