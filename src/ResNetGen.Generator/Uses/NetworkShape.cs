using System.Linq;
using Microsoft.CodeAnalysis;
using ResNetGen.Core.Planning;

namespace ResNetGen.Generator.Uses;

/// <summary>What a network takes and gives, as its class's attribute says.</summary>
/// <param name="Name">The class.</param>
/// <param name="Channels">The channels of an image.</param>
/// <param name="Sizes">The rows and columns of an image.</param>
/// <param name="Classes">How many scores an image has; 0 where the network gives something else.</param>
internal sealed record NetworkShape(string Name, int Channels, InputSizes Sizes, int Classes)
{
    public static string AttributeName => "ResNetGen.NetworkShapeAttribute";

    /// <summary>The images that it takes: <c>N x 3 x H x W</c>, with numbers for sizes that are not free.</summary>
    public string Images => $"N x {Channels} x {Word(Sizes.Height, "H")} x {Word(Sizes.Width, "W")}";

    /// <summary>What a class takes; null where it is no network, or where its own <c>forward</c> comes before the generated one.</summary>
    public static NetworkShape? Of(ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            var data = current.GetAttributes().FirstOrDefault(a =>
                a.AttributeClass is { Name: "NetworkShapeAttribute", ContainingNamespace: { Name: "ResNetGen", ContainingNamespace.IsGlobalNamespace: true } });
            if (data is not null)
            {
                return Read(current.Name, data);
            }

            if (current.GetMembers("forward").Length > 0)
            {
                return null;
            }
        }

        return null;
    }

    private static NetworkShape? Read(string name, AttributeData data)
    {
        var channels = Number("Channels", 0);
        return channels == 0
            ? null
            : new NetworkShape(
                name,
                channels,
                new InputSizes(new SizeRange(Number("LeastHeight", 1), Number("MostHeight", int.MaxValue)), new SizeRange(Number("LeastWidth", 1), Number("MostWidth", int.MaxValue))),
                Number("Classes", 0));

        int Number(string argument, int otherwise) => data.NamedArguments.FirstOrDefault(a => a.Key == argument).Value.Value is int number ? number : otherwise;
    }

    private static string Word(SizeRange range, string letter) =>
        range.Most == int.MaxValue ? letter : range.Most == range.Least ? $"{range.Least}" : $"{range.Least}..{range.Most}";
}
