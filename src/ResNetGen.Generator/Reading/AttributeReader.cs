using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Reading;
using ResNetGen.Core.Specs;
using ResNetGen.Core.Values;

namespace ResNetGen.Generator.Reading;

/// <summary>Reads the arguments of a <c>[ResNet]</c> attribute. What the compiler itself refuses is passed over in silence.</summary>
internal sealed class AttributeReader
{
    private readonly SemanticModel model;
    private readonly CancellationToken cancellation;
    private readonly List<Finding> findings = [];

    private AttributeReader(SemanticModel model, CancellationToken cancellation)
    {
        this.model = model;
        this.cancellation = cancellation;
    }

    /// <summary>The full name of the attribute's class.</summary>
    public static string AttributeName => "ResNetGen.ResNetAttribute";

    public static (NetworkSpec Spec, EquatableArray<Finding> Findings) Read(AttributeSyntax attribute, SemanticModel model, CancellationToken cancellation)
    {
        var reader = new AttributeReader(model, cancellation);
        var spec = reader.Read(attribute);
        return (spec, reader.findings.ToEquatableArray());
    }

    private NetworkSpec Read(AttributeSyntax attribute)
    {
        var place = attribute.PlaceOf();
        var arguments = (attribute.ArgumentList?.Arguments ?? default)
            .Where(a => a.NameEquals is not null)
            .GroupBy(a => a.NameEquals!.Name.Identifier.ValueText)
            .ToDictionary(g => g.Key, g => g.First().Expression);

        Require("Version", PropertyText.Version);
        Require("Depth", PropertyText.Depth);
        return new NetworkSpec(
            place,
            ClassName: null,
            Namespace: null,
            WholeNumber("Version"),
            WholeNumber("Depth"),
            WholeNumber("Classes"),
            arguments.TryGetValue("Input", out var input) ? Shape("Input", input) : null);

        void Require(string name, string meaning)
        {
            if (!arguments.ContainsKey(name))
            {
                findings.Add(new Finding(FindingCatalogue.PropertyMissing, place, "A network", name, meaning));
            }
        }

        Written<int>? WholeNumber(string name) => arguments.TryGetValue(name, out var expression) && Constant(expression) is int number
            ? new Written<int>(number, name, expression.PlaceOf())
            : null;
    }

    private object? Constant(ExpressionSyntax expression) => model.GetConstantValue(expression, cancellation) is { HasValue: true, Value: var value } ? value : null;

    private WrittenShape? Shape(string name, ExpressionSyntax expression)
    {
        if (Constant(expression) is not string text)
        {
            return null;
        }

        if (InputText.Split(text) is not { } numbers)
        {
            findings.Add(new Finding(FindingCatalogue.WrongKind, expression.PlaceOf(), name, InputText.Expected, "\"" + text + "\""));
            return null;
        }

        var sizes = numbers.Select((number, index) => Size(name, index, number.Digits, PlaceInside(expression, text, number.Start, number.Digits.Length))).ToList();
        return sizes[0] is { } channels && sizes[1] is { } height && sizes[2] is { } width ? new WrittenShape(channels, height, width) : null;
    }

    private Written<int>? Size(string name, int index, string digits, Place place)
    {
        if (int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size))
        {
            return new Written<int>(size, name, place);
        }

        findings.Add(new Finding(
            FindingCatalogue.OutOfRange, place, WrittenShape.NameOf(name, index), digits, PropertyText.AtMost));
        return null;
    }

    /// <summary>The place of a part of a string; of the whole expression where its characters are not those of the string.</summary>
    private static Place PlaceInside(ExpressionSyntax expression, string text, int start, int length)
    {
        var isPlain = expression is LiteralExpressionSyntax literal
            && literal.IsKind(SyntaxKind.StringLiteralExpression)
            && literal.Token.Text == "\"" + text + "\"";
        return isPlain
            ? Places.PlaceOf(expression.SyntaxTree, new TextSpan(expression.SpanStart + 1 + start, length))
            : expression.PlaceOf();
    }
}
