using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ResNetGen.Core;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Emitting.CSharp;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Values;
using ResNetGen.Generator.Models;
using ResNetGen.Generator.Reporting;

namespace ResNetGen.Generator;

/// <summary>Compiles a network within its project: all findings, and what its source is made of.</summary>
internal static class NetworkCompilation
{
    public static CompiledClass Compile(WrittenNetwork network, Project project) => Guard(
        network,
        () =>
        {
            var (surroundings, names) = project;
            var first = network.Class is null ? null : names.FirstBefore(network.Class.Shell.FullName, network.Spec.Place.Path);
            var compiled = NetworkCompiler.Compile(network.Spec, network.Findings);
            var findings = compiled.Findings.Concat(FindMissing(network, compiled.StandIn.Target, surroundings));
            findings = first is null
                ? findings.Concat(network.Class?.Findings ?? default)
                    .Concat(FindOtherBase(network.Class, compiled.StandIn.Target))
                    .Concat(FindTakenNames(network.Class, compiled.StandIn))
                : findings.Append(new Finding(
                    FindingCatalogue.SpecifiedTwice, (network.Spec.ClassName?.Place ?? network.Spec.Place), network.Class!.Shell.Name, Path.GetFileName(first.Path)));

            var found = findings.InTextOrder();
            return new CompiledClass(first is null ? SourceOf(network.Class, compiled, surroundings, names, found.Any(f => f.Kind.Severity == Severity.Error)) : null, found);
        });

    /// <summary>Turns an exception of ours into a finding, so that the compilation goes on.</summary>
    internal static CompiledClass Guard(WrittenNetwork network, Func<CompiledClass> compile)
    {
        try
        {
            return compile();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var failure = new Finding(
                FindingCatalogue.Failure, network.Spec.Place, network.Class?.Shell.Name ?? "a network", FindingReporter.Describe(exception));
            return new CompiledClass(null, EquatableArray.ListOf(failure));
        }
    }

    private static SourcePlan? SourceOf(NetworkClass? @class, CompiledNetwork compiled, Surroundings surroundings, NetworkNames names, bool hasErrors)
    {
        if (@class is not { CanBeCompleted: true, Shell: var shell })
        {
            return null;
        }

        shell = shell with { Description = compiled.Spec.Description };
        var hint = names.HintNameOf(shell.FullName);
        if (compiled.Plan is not null && !hasErrors)
        {
            return new SourcePlan(hint, shell, compiled.Plan, Skeleton: null);
        }

        var taken = @class.Members.Select(m => m.Name).Append(shell.Name).Intersect(GeneratedMembers.NamesOf(compiled.StandIn)).ToEquatableArray();
        var target = compiled.StandIn.Target;
        var isBaseThere = target == NetworkTarget.Inference ? surroundings.HasEngine : surroundings.HasTorch;
        var hasBase = isBaseThere && @class.CanDerive && !HasOtherBase(@class, target);
        var form = new SkeletonForm(surroundings.HasTorch, surroundings.HasRuntime, surroundings.HasEngine, hasBase, taken);
        return new SourcePlan(hint, shell, compiled.StandIn, form);
    }

    private static IEnumerable<Finding> FindMissing(WrittenNetwork network, NetworkTarget target, Surroundings surroundings)
    {
        if (surroundings.OldLanguage is { } version)
        {
            yield return new Finding(FindingCatalogue.LanguageTooOld, network.Spec.Place, version);
        }

        if (target == NetworkTarget.Inference)
        {
            if (!surroundings.HasEngine)
            {
                yield return new Finding(FindingCatalogue.ReferenceMissing, network.Spec.Place, "ResNetGen.Engine", "ResNetGen.Engine");
            }
        }
        else if (!surroundings.HasTorch)
        {
            yield return new Finding(FindingCatalogue.ReferenceMissing, network.Spec.Place, "TorchSharp", "ResNetGen");
        }
        else if (!surroundings.HasRuntime)
        {
            yield return new Finding(FindingCatalogue.ReferenceMissing, network.Spec.Place, "ResNetGen.Runtime", "ResNetGen");
        }
    }

    private static IEnumerable<Finding> FindOtherBase(NetworkClass? @class, NetworkTarget target)
    {
        if (@class is { Base: { } other, Shell.Name: var name } && HasOtherBase(@class, target))
        {
            yield return new Finding(FindingCatalogue.OtherBase, other.Place, name, other.Class.ShownName, BaseClass.Of(target).ShownName);
        }
    }

    private static bool HasOtherBase(NetworkClass @class, NetworkTarget target) =>
        @class.Base is { } declared && declared.Class.FullName != BaseClass.Of(target).FullName;

    private static IEnumerable<Finding> FindTakenNames(NetworkClass? @class, NetworkPlan plan)
    {
        if (@class is not { Name: { } place })
        {
            yield break;
        }

        var generated = GeneratedMembers.NamesOf(plan);
        var name = @class.Shell.Name;
        if (generated.Contains(name))
        {
            yield return new Finding(FindingCatalogue.NameTaken, place, name, name);
        }

        foreach (var member in @class.Members.Where(m => generated.Contains(m.Name)))
        {
            var shown = member.Name == GeneratedMembers.Constructor ? name + "()" : member.Name;
            yield return new Finding(FindingCatalogue.NameTaken, member.Place, name, shown);
        }
    }
}
