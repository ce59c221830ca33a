using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ResNetGen.Generator.Uses;

/// <summary>The values of locals that are given one, and only where they are declared.</summary>
internal static class LocalValues
{
    /// <summary>What a local was given; null where it is written again, or where its object may be changed by someone else.</summary>
    public static IOperation? Of(ILocalReferenceOperation reference)
    {
        var body = BodyOf(reference);
        var given = body.Descendants().OfType<IVariableDeclaratorOperation>().FirstOrDefault(d => SymbolEqualityComparer.Default.Equals(d.Symbol, reference.Local));
        if (given?.GetVariableInitializer()?.Value is not { } value || given.Symbol.IsRef)
        {
            return null;
        }

        var uses = body.Descendants().OfType<ILocalReferenceOperation>().Where(r => SymbolEqualityComparer.Default.Equals(r.Local, reference.Local));
        var isNumber = reference.Local.Type.IsValueType;
        return uses.All(use => isNumber ? !IsWritten(use) : IsRead(use)) ? value : null;
    }

    /// <summary>The whole member, with the lambdas and local functions in it.</summary>
    public static IOperation BodyOf(IOperation operation)
    {
        var current = operation;
        while (current.Parent is { } parent)
        {
            current = parent;
        }

        return current;
    }

    private static bool IsWritten(IOperation use) => use.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == use || assignment.Parent is IDeconstructionAssignmentOperation || assignment is IDeconstructionAssignmentOperation,
        IIncrementOrDecrementOperation or ITupleOperation or IAddressOfOperation => true,
        IArgumentOperation { Parameter.RefKind: not RefKind.None } => true,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.IsRef: true } } => true,
        _ => false,
    };

    // Only TorchSharp, and the networks, are known to leave a tensor's shape, or an array, as it is.
    private static bool IsRead(IOperation use)
    {
        var parent = use.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation)
        {
            parent = parent.Parent;
        }

        return parent switch
        {
            IInvocationOperation invocation => IsTrusted(invocation),
            IArgumentOperation { Parameter.RefKind: RefKind.None, Parent: IInvocationOperation invocation } => IsTrusted(invocation),
            IPropertyReferenceOperation property => TorchNames.IsTensor(property.Instance?.Type) && property.Arguments.IsEmpty,
            IBinaryOperation => true,
            _ => false,
        };
    }

    // A module of someone's own may do anything to what it is given.
    private static bool IsTrusted(IInvocationOperation invocation) => invocation.TargetMethod.Name is "forward" or "call"
        ? NetworkShape.Of(invocation.Instance?.Type) is not null || TorchNames.IsLayer(invocation.Instance?.Type)
        : IsOfTorch(invocation.TargetMethod.ContainingType);

    private static bool IsOfTorch(INamedTypeSymbol? type)
    {
        while (type?.ContainingType is not null)
        {
            type = type.ContainingType;
        }

        return TorchNames.IsInTorchSharp(type);
    }
}
