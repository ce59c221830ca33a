using ResNetGen.Core.Emitting.CSharp;
using ResNetGen.Core.Planning;

namespace ResNetGen.Generator.Models;

/// <summary>All that a generated source depends on. There is no place in it: while lines move, it stays equal.</summary>
/// <param name="HintName">The source's name.</param>
/// <param name="Shell">The class.</param>
/// <param name="Plan">The network.</param>
/// <param name="Skeleton">What a class with errors is given instead; null for a network without.</param>
internal sealed record SourcePlan(string HintName, ClassShell Shell, NetworkPlan Plan, SkeletonForm? Skeleton)
{
    /// <summary>The source.</summary>
    public string Emit() => Skeleton is null ? NetworkEmitter.Emit(Shell, Plan) : SkeletonEmitter.Emit(Shell, Plan, Skeleton);
}
