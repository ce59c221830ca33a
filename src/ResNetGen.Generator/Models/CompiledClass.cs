using ResNetGen.Core.Findings;
using ResNetGen.Core.Values;

namespace ResNetGen.Generator.Models;

/// <summary>What became of a network.</summary>
/// <param name="Source">What its source is made of; null where no part of the class can be written.</param>
/// <param name="Findings">What was found, in text order.</param>
internal sealed record CompiledClass(SourcePlan? Source, EquatableArray<Finding> Findings);
