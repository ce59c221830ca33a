using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ResNetGen.Generator.Reading;

/// <summary>An attribute of a class that has several parts.</summary>
internal static class AttributeParts
{
    /// <summary>
    /// The attribute, where it stands on this part of the class. Where it stands on several, which is for the compiler to report, the first counts and
    /// the others are null; older compilers give all of them with every part.
    /// </summary>
    public static (AttributeData Data, AttributeSyntax Syntax)? First(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = context.Attributes[0].AttributeClass;
        var first = context.TargetSymbol.GetAttributes().First(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, type));
        return first.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax syntax && syntax.Parent?.Parent == context.TargetNode
            ? (first, syntax)
            : null;
    }
}
