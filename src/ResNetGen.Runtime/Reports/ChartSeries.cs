using System.Collections.Generic;

namespace ResNetGen.Reports;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Values">A number an epoch; what is no number leaves a gap.</param>
internal sealed record ChartSeries(string Name, IReadOnlyList<double> Values);
