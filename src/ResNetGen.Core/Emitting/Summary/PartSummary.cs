using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting.Summary;

/// <summary>A row of a network's table: a layer of the stem or the head, or equal units in a row.</summary>
/// <param name="Part">The key of the layer or the stage; empty in a stage's second row and those after it.</param>
/// <param name="Unit">What it is: <c>conv 3 x 3</c>, <c>BasicUnit</c>.</param>
/// <param name="Times">How many times it stands there.</param>
/// <param name="Output">The shape that it gives for one image.</param>
/// <param name="Parameters">How many numbers are trained in all of them.</param>
/// <param name="MultiplyAdds">Multiply-adds of all of them for one image.</param>
public sealed record PartSummary(string Part, string Unit, int Times, Shape Output, long Parameters, long MultiplyAdds);
