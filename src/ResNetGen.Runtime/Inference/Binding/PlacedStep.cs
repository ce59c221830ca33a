using System.Collections.Generic;
using ResNetGen.Inference.Steps;

namespace ResNetGen.Inference.Binding;

/// <summary>A step at its place in the whole network: buffers that are what their numbers say.</summary>
/// <param name="Step">The step. What it says of buffers means nothing here.</param>
/// <param name="From">The buffers that it takes.</param>
/// <param name="To">The buffer that it writes.</param>
/// <param name="After">What is done with its numbers before they are written.</param>
internal sealed record PlacedStep(Step Step, IReadOnlyList<int> From, int To, IReadOnlyList<PostOperation> After);
