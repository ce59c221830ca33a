using System.Collections.Generic;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Emitting.CSharp;
using ResNetGen.Core.Planning;

namespace ResNetGen.Generator.Models;

/// <summary>All that a network's sources depend on. There is no place in it: while lines move, it stays equal.</summary>
/// <param name="HintName">The beginning of the sources' names.</param>
/// <param name="Shell">The class.</param>
/// <param name="Plan">The network.</param>
/// <param name="Skeleton">What a class with errors is given instead; null for a network without.</param>
internal sealed record SourcePlan(string HintName, ClassShell Shell, NetworkPlan Plan, SkeletonForm? Skeleton)
{
    private string NetworkName => HintName + ".ResNet.g.cs";

    private string GraphName => HintName + ".Graph.g.cs";

    /// <summary>The sources by their names: the network and its graph, or the skeleton alone.</summary>
    public IReadOnlyList<(string Name, string Text)> Emit() => Skeleton is null
        ? [(NetworkName, EmitNetwork()), (GraphName, GraphEmitter.Emit(Shell, Plan))]
        : [(NetworkName, SkeletonEmitter.Emit(Shell, Plan, Skeleton))];

    private string EmitNetwork() =>
        Plan.Target == NetworkTarget.Inference ? InferenceModelEmitter.Emit(Shell, Plan) : NetworkEmitter.Emit(Shell, Plan);
}
