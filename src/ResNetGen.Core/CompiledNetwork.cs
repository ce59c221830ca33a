using ResNetGen.Core.Findings;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Specs;
using ResNetGen.Core.Values;

namespace ResNetGen.Core;

/// <summary>What the compiler makes of one specification.</summary>
/// <param name="Spec">The specification as written.</param>
/// <param name="Plan">The network, or null where an error stands in its way.</param>
/// <param name="StandIn">
/// The plan; where there is none, that of the nearest network, so that code that uses the class can still be checked.
/// </param>
/// <param name="Findings">What was found, in text order.</param>
public sealed record CompiledNetwork(NetworkSpec Spec, NetworkPlan? Plan, NetworkPlan StandIn, EquatableArray<Finding> Findings);
