using System.Collections.Generic;
using ResNetGen.Images;
using ResNetGen.Predicting;

namespace ResNetGen.Cli.Predicting;

/// <summary>A picture file and what a network sees in it.</summary>
/// <param name="File">The file.</param>
/// <param name="Seen">The part of it that the network was given.</param>
/// <param name="Top">The likeliest classes, the likeliest first.</param>
internal sealed record PredictedPicture(string File, Picture Seen, IReadOnlyList<ClassProbability> Top);
