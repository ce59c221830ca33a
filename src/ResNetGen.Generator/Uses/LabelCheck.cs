using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ResNetGen.Core.Findings;
using ResNetGen.Generator.Reading;

namespace ResNetGen.Generator.Uses;

/// <summary>Finds labels that a network has no score for, where both meet in <c>cross_entropy</c>.</summary>
internal static class LabelCheck
{
    /// <summary>What is wrong with the labels of a loss; nothing where scores or labels are not known.</summary>
    public static IEnumerable<Finding> Find(IInvocationOperation loss)
    {
        if (Argument(loss, "input") is not { } scores || Argument(loss, "target") is not { } labels || NetworkOf(scores) is not { Classes: > 0 } network)
        {
            yield break;
        }

        // Labels that are left out may be any number.
        if (Argument(loss, "ignore_index") is not { } ignored || SizeReader.Number(ignored) is not { } left)
        {
            yield break;
        }

        foreach (var (label, place) in LabelsOf(labels))
        {
            if (label != left && (label < 0 || label >= network.Classes))
            {
                yield return new Finding(FindingCatalogue.LabelOutOfRange, place.Syntax.PlaceOf(), network.Name, network.Classes, network.Classes - 1, label);
            }
        }
    }

    private static IOperation? Argument(IInvocationOperation invocation, string name) => invocation.Arguments.FirstOrDefault(a => a.Parameter?.Name == name)?.Value;

    private static NetworkShape? NetworkOf(IOperation? scores, int depth = 0) => scores switch
    {
        _ when depth > SizeReader.Deepest => null,
        IInvocationOperation invocation => NetworkCall.Of(invocation)?.Network,
        ILocalReferenceOperation local => NetworkOf(LocalValues.Of(local), depth + 1),
        _ => null,
    };

    private static bool IsChangedInPlace(ILocalReferenceOperation local) => LocalValues.BodyOf(local).Descendants().OfType<IInvocationOperation>().Any(i =>
        i.TargetMethod.Name.EndsWith("_", StringComparison.Ordinal)
        && i.Instance is ILocalReferenceOperation changed
        && SymbolEqualityComparer.Default.Equals(changed.Local, local.Local));

    // Only whole numbers of 64 bits are labels: others are refused, or are probabilities.
    private static IEnumerable<(long Label, IOperation Place)> LabelsOf(IOperation? labels)
    {
        if (labels is ILocalReferenceOperation local)
        {
            labels = IsChangedInPlace(local) ? null : LocalValues.Of(local);
        }

        if (labels is not IInvocationOperation { TargetMethod: { Name: "tensor" } method } tensor || !TorchNames.IsTorch(method.ContainingType)
            || tensor.Arguments.Any(a => a.Parameter?.Name == "dtype" && a.ArgumentKind != ArgumentKind.DefaultValue))
        {
            yield break;
        }

        var values = tensor.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0)?.Value;
        while (values is IConversionOperation conversion)
        {
            values = conversion.Operand;
        }

        if (values is IArrayCreationOperation { Type: IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Int64 }, Initializer: { } initializer })
        {
            foreach (var element in initializer.ElementValues)
            {
                if (SizeReader.Number(element) is { } label)
                {
                    yield return (label, element);
                }
            }
        }
    }
}
