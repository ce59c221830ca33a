using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ResNetGen.Generator.Uses;

/// <summary>Follows the shape of a tensor through code. What it does not know it does not guess: then the answer is null.</summary>
internal static class ShapeReader
{
    public static TensorShape? Read(IOperation? operation, int depth = 0)
    {
        if (operation is null || depth > SizeReader.Deepest)
        {
            return null;
        }

        return operation switch
        {
            IConversionOperation { OperatorMethod: null } conversion => Read(conversion.Operand, depth + 1),
            IParenthesizedOperation parenthesized => Read(parenthesized.Operand, depth + 1),
            ILocalReferenceOperation local => Read(LocalValues.Of(local), depth + 1),
            IUnaryOperation { OperatorMethod: not null } unary => Read(unary.Operand, depth + 1),
            IBinaryOperation binary => WithNumber(binary, depth),
            IInvocationOperation invocation => Read(invocation, depth),
            _ => null,
        };
    }

    private static TensorShape? WithNumber(IBinaryOperation binary, int depth)
    {
        var (left, right) = (IsTensor(binary.LeftOperand), IsTensor(binary.RightOperand));
        return left == right ? null : Read(left ? binary.LeftOperand : binary.RightOperand, depth + 1);

        // A number becomes a tensor of one element by a conversion of TorchSharp's.
        static bool IsTensor(IOperation operand) => TorchNames.IsTensor(operand.Type) && operand is not IConversionOperation { OperatorMethod: not null };
    }

    private static TensorShape? Read(IInvocationOperation invocation, int depth)
    {
        if (NetworkCall.Of(invocation) is { } call)
        {
            return call.Network.Classes == 0 ? null : new TensorShape([Read(call.Batch, depth + 1) is { Rank: > 0 } batch ? batch.Sizes[0] : null, call.Network.Classes]);
        }

        var method = invocation.TargetMethod;
        if (TorchNames.IsTorch(method.ContainingType) && TorchNames.Creating.Contains(method.Name))
        {
            return SizeReader.Sizes(invocation) is { } sizes && sizes.All(s => s is null or >= 0) ? new TensorShape(sizes) : null;
        }

        // As a method of the tensor, or as a function of torch that takes it first.
        var arguments = invocation.Arguments.OrderBy(a => a.Parameter?.Ordinal).Select(a => a.Value).ToList();
        var tensor = invocation.Instance;
        if (tensor is null && TorchNames.IsTorch(method.ContainingType) && arguments.Count > 0 && TorchNames.IsTensor(arguments[0].Type))
        {
            tensor = arguments[0];
            arguments.RemoveAt(0);
        }

        return TorchNames.IsTensor(tensor?.Type) && (TorchNames.IsTensor(method.ContainingType) || TorchNames.IsTorch(method.ContainingType))
            ? Changed(method.Name, Read(tensor, depth + 1), arguments)
            : null;
    }

    private static TensorShape? Changed(string method, TensorShape? shape, List<IOperation> arguments) => method switch
    {
        "view" or "reshape" => arguments.Count == 1 && SizeReader.Numbers(arguments[0]) is { } sizes ? ShapeChanges.View(shape, sizes) : null,
        _ when shape is null => null,
        _ when TorchNames.Keeping.Contains(method) => shape,
        "permute" => arguments.Count == 1 && SizeReader.Numbers(arguments[0]) is { } order ? ShapeChanges.Permute(shape, order) : null,
        "unsqueeze" => arguments.Count == 1 && SizeReader.Number(arguments[0]) is { } at ? ShapeChanges.Unsqueeze(shape, at) : null,
        "transpose" => arguments.Count == 2 && SizeReader.Number(arguments[0]) is { } one && SizeReader.Number(arguments[1]) is { } other
            ? ShapeChanges.Transpose(shape, one, other)
            : null,
        _ => null,
    };
}
