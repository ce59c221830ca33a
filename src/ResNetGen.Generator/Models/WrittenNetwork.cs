using ResNetGen.Core.Findings;
using ResNetGen.Core.Specs;
using ResNetGen.Core.Values;

namespace ResNetGen.Generator.Models;

/// <summary>A network as written: its class, and its specification from an attribute or a file.</summary>
/// <param name="Class">The class, or null where the specification gives it no valid name.</param>
/// <param name="Spec">The specification.</param>
/// <param name="Findings">What was found in reading the specification.</param>
internal sealed record WrittenNetwork(NetworkClass? Class, NetworkSpec Spec, EquatableArray<Finding> Findings);
