using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ResNetGen.Generator.Uses;

/// <summary>A batch that is handed to a network.</summary>
/// <param name="Network">What the network takes and gives.</param>
/// <param name="Batch">The argument.</param>
internal sealed record NetworkCall(NetworkShape Network, IOperation Batch)
{
    /// <summary>The call of a network that an invocation is; else null.</summary>
    public static NetworkCall? Of(IInvocationOperation invocation) =>
        invocation is { TargetMethod.Name: "forward" or "call", Instance.Type: { } type } && invocation.Arguments.Length == 1
            && NetworkShape.Of(type) is { } network
            ? new NetworkCall(network, invocation.Arguments.Single().Value)
            : null;
}
