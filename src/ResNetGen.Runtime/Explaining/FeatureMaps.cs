using System.Collections.Generic;

namespace ResNetGen.Explaining;

/// <summary>What a stage gives for an image.</summary>
/// <param name="Stage">The stage's key.</param>
/// <param name="Shape">The shape.</param>
/// <param name="Values">One plane a channel, rows from the top.</param>
public sealed record FeatureMaps(string Stage, FeatureShape Shape, IReadOnlyList<float> Values);
