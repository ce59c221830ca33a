using ResNetGen.Core.Findings;
using ResNetGen.Core.Specs;
using ResNetGen.Core.Values;

namespace ResNetGen.Generator.Models;

/// <summary>A <c>.resnet.json</c> file, read.</summary>
/// <param name="Namespace">The class's namespace: the specification's, else the project's.</param>
/// <param name="Spec">The specification.</param>
/// <param name="Findings">What was found in reading it.</param>
internal sealed record SpecFile(string Namespace, NetworkSpec Spec, EquatableArray<Finding> Findings);
