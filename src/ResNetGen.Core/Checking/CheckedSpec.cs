using System.Collections.Generic;
using ResNetGen.Core.Designing;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Specs;

namespace ResNetGen.Core.Checking;

/// <summary>What a specification comes to, and what is wrong with it.</summary>
/// <param name="Nearest">The network; where an error stands in its way, the nearest.</param>
/// <param name="Findings">What was found in what is written.</param>
/// <param name="Places">Where it is written.</param>
internal sealed record CheckedSpec(DesignedNetwork Nearest, IReadOnlyList<Finding> Findings, SpecPlaces Places);
