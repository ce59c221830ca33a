using System.Collections.Generic;

namespace ResNetGen.Explaining;

/// <summary>What a <see cref="LesionStudy"/> found.</summary>
/// <param name="Network">The network.</param>
/// <param name="Data">The data.</param>
/// <param name="Images">How many images it was scored on each time.</param>
/// <param name="Top1">The share that the whole network gets right.</param>
/// <param name="Units">Each unit deleted alone, in order.</param>
/// <param name="Several">Several units deleted at once.</param>
/// <param name="Swapped">Units of one stage in each other's places; none where no two units of a stage have weights of one shape.</param>
public sealed record LesionReport(
    string Network,
    string Data,
    int Images,
    double Top1,
    IReadOnlyList<UnitLesion> Units,
    IReadOnlyList<DeletedUnits> Several,
    IReadOnlyList<SwappedUnits> Swapped);
