using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ResNetGen.Generator.Uses;

/// <summary>Reads whole numbers, and lists of them, from code.</summary>
internal static class SizeReader
{
    // A chain longer than this is no one's code; a local that is given itself has no end.
    public static int Deepest => 64;

    /// <summary>The number that an expression has whenever it is computed; null where that is not known.</summary>
    public static long? Number(IOperation? operation, int depth = 0) => operation switch
    {
        null => null,
        _ when depth > Deepest => null,
        { ConstantValue: { HasValue: true, Value: int or long or short or byte or sbyte or ushort or uint } constant } =>
            System.Convert.ToInt64(constant.Value, CultureInfo.InvariantCulture),
        IConversionOperation { OperatorMethod: null } conversion => Number(conversion.Operand, depth + 1) is { } number && Holds(conversion.Type, number) ? number : null,
        IParenthesizedOperation parenthesized => Number(parenthesized.Operand, depth + 1),
        ILocalReferenceOperation local => LocalValues.Of(local) is { } value ? Number(value, depth + 1) : null,
        _ => null,
    };

    /// <summary>The numbers of an array, with null for one that is not known; null where not even their count is.</summary>
    public static IReadOnlyList<long?>? Numbers(IOperation? operation, int depth = 0)
    {
        switch (operation)
        {
            case null:
            case var _ when depth > Deepest:
                return null;
            case IConversionOperation conversion when conversion.Operand.Type is IArrayTypeSymbol { Rank: 1 } or null:
                return Numbers(conversion.Operand, depth + 1);
            case IParenthesizedOperation parenthesized:
                return Numbers(parenthesized.Operand, depth + 1);
            case ILocalReferenceOperation local:
                return Numbers(LocalValues.Of(local), depth + 1);
            case IArrayCreationOperation { Initializer: { } initializer, DimensionSizes.Length: 1 }:
                return [.. initializer.ElementValues.Select(v => Number(v))];
            case { Syntax: CollectionExpressionSyntax list, SemanticModel: { } model }:
                // The oldest compiler that loads this has no operation for it.
                return list.Elements.All(e => e is ExpressionElementSyntax)
                    ? [.. list.Elements.Cast<ExpressionElementSyntax>().Select(e => Number(model.GetOperation(e.Expression)))]
                    : null;
            default:
                return null;
        }
    }

    // A conversion to a smaller type may make another number of it.
    private static bool Holds(ITypeSymbol? type, long number) => type?.SpecialType switch
    {
        SpecialType.System_Int64 => true,
        SpecialType.System_Int32 => number is >= int.MinValue and <= int.MaxValue,
        _ => false,
    };

    /// <summary>The sizes among a function's arguments, given one by one or as one array.</summary>
    public static IReadOnlyList<long?>? Sizes(IInvocationOperation invocation)
    {
        var sizes = invocation.Arguments.Where(a => a.Parameter is { } p && TorchNames.Sizes.Contains(p.Name)).OrderBy(a => a.Parameter!.Ordinal).ToList();
        return sizes switch
        {
            { Count: 0 } => null,
            { Count: 1 } when sizes[0].Parameter!.Type.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_Int64) => Numbers(sizes[0].Value),
            _ => [.. sizes.Select(a => Number(a.Value))],
        };
    }
}
