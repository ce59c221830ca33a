using System;
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
using ResNetGen.Core.Specs.Options;
using ResNetGen.Core.Values;

namespace ResNetGen.Generator.Reading;

/// <summary>
/// Reads the arguments of a <c>[ResNet]</c> attribute into settings, by the table of options. What the compiler itself refuses is passed over
/// in silence.
/// </summary>
internal sealed class AttributeReader
{
    private const int MostLookedAt = 64;

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
        var settings = new List<Setting>();
        var lists = new StageLists(place);
        foreach (var (option, expression) in OptionsOf(attribute))
        {
            if (option.IsStageOption)
            {
                if (ItemsOf(option, expression) is { } items)
                {
                    // Far more than stages there can be are counted, and not looked at.
                    var unread = new Setting(option, option.Attribute!, expression.PlaceOf());
                    lists.Add(option, expression.PlaceOf(), items.Select((item, i) => i < MostLookedAt ? Value(option, item) : unread).ToList());
                }
            }
            else
            {
                settings.Add(Value(option, expression));
            }
        }

        findings.AddRange(lists.Findings);
        if (lists.Stages is { } stages)
        {
            settings.Add(stages);
        }

        return new NetworkSpec(SpecForm.Attribute, ClassName: null, GroupOf(OptionGroup.Network, settings, place), IsWhole: true);
    }

    /// <summary>The arguments by option; the one without a name is the family.</summary>
    private static IEnumerable<(Option Option, ExpressionSyntax Expression)> OptionsOf(AttributeSyntax attribute)
    {
        var seen = new HashSet<Option>();
        foreach (var argument in attribute.ArgumentList?.Arguments ?? default)
        {
            var option = argument.NameEquals is { } name ? OptionTable.FindByAttribute(name.Name.Identifier.ValueText) : NetworkOptions.Family;
            if (option is not null && seen.Add(option))
            {
                yield return (option, argument.Expression);
            }
        }
    }

    /// <summary>The settings of a group, those of the groups in it among them.</summary>
    private static SettingGroup GroupOf(OptionGroup group, IReadOnlyCollection<Setting> settings, Place place)
    {
        var own = settings.Where(s => s.Option.Owner == group).ToList();
        foreach (var option in OptionTable.Of(group).Where(o => o.Kind == OptionKind.Group))
        {
            var inner = GroupOf(option.Group!, settings, place);
            if (inner.Settings.Count > 0)
            {
                own.Add(new Setting<SettingGroup>(option, option.Json, place, inner));
            }
        }

        return new SettingGroup(group, place, own.ToEquatableArray());
    }

    private Setting Value(Option option, ExpressionSyntax expression)
    {
        var (name, place) = (option.Attribute!, expression.PlaceOf());
        var constant = ConstantOf(expression);
        return option.Kind switch
        {
            OptionKind.WholeNumber when constant is int number => new Setting<int>(option, name, place, number),
            OptionKind.Number when constant is double or float or int => ReadNumber(option, place, Convert.ToDouble(constant, CultureInfo.InvariantCulture)),
            OptionKind.Switch when constant is bool flag => new Setting<bool>(option, name, place, flag),
            OptionKind.Family or OptionKind.KeyPattern when constant is string text => new Setting<string>(option, name, place, text),
            OptionKind.Choice when constant is int => ReadChoice(option, expression, constant),
            OptionKind.Shape when constant is string text => ReadShape(option, expression, text),
            OptionKind.WholeNumbers => ReadWholeNumbers(option, expression),
            OptionKind.LayerNames => ReadLayerNames(option, expression),
            _ => new Setting(option, name, place),
        };
    }

    /// <summary>The value of an expression that the compiler can compute, or null. Of a plain literal it needs no semantic model, which is slow to ask.</summary>
    private object? ConstantOf(ExpressionSyntax expression) => expression.Kind() switch
    {
        SyntaxKind.NumericLiteralExpression or SyntaxKind.StringLiteralExpression => ((LiteralExpressionSyntax)expression).Token.Value,
        SyntaxKind.TrueLiteralExpression => true,
        SyntaxKind.FalseLiteralExpression => false,
        _ => model.GetConstantValue(expression, cancellation).Value,
    };

    private Setting ReadNumber(Option option, Place place, double number)
    {
        if (!double.IsNaN(number) && !double.IsInfinity(number))
        {
            return new Setting<double>(option, option.Attribute!, place, number);
        }

        findings.Add(new Finding(FindingCatalogue.WrongKind, place, option.Attribute!, option.Takes, number));
        return new Setting(option, option.Attribute!, place);
    }

    private Setting ReadChoice(Option option, ExpressionSyntax expression, object constant)
    {
        var member = model.GetTypeInfo(expression, cancellation).Type?.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => Equals(f.ConstantValue, constant));
        if (option.Choices.FirstOrDefault(c => c.Member == member?.Name) is { } choice)
        {
            return new Setting<Choice>(option, option.Attribute!, expression.PlaceOf(), choice);
        }

        var choices = option.Choices.Select(c => option.Enumeration + "." + c.Member).ToList();
        findings.Add(new Finding(
            FindingCatalogue.UnknownChoice, expression.PlaceOf(), ValueText.Shortened(expression.ToString()), ValueText.NounOf(option), "choose " + ValueText.Listed(choices, "or")));
        return new Setting(option, option.Attribute!, expression.PlaceOf());
    }

    private Setting ReadWholeNumbers(Option option, ExpressionSyntax expression)
    {
        var (name, place) = (option.Attribute!, expression.PlaceOf());
        if (ItemsOf(option, expression) is not { } items)
        {
            return new Setting(option, name, place);
        }

        if (items.Count == 0)
        {
            findings.Add(new Finding(FindingCatalogue.WrongKind, place, name, option.Takes, "a list without any"));
        }

        var numbers = items.Select(item => ConstantOf(item) is int number ? new Written<int>(number, name, item.PlaceOf()) : null).ToList();
        return numbers.Count == 0 || numbers.Contains(null)
            ? new Setting(option, name, place)
            : new Setting<EquatableArray<Written<int>>>(option, name, place, numbers.Select(n => n!).ToEquatableArray());
    }

    /// <summary>Keys of layers, each written as <c>"conv1=conv_1"</c>.</summary>
    private Setting ReadLayerNames(Option option, ExpressionSyntax expression)
    {
        var (name, place) = (option.Attribute!, expression.PlaceOf());
        var keys = new List<WrittenKey>();
        foreach (var item in ItemsOf(option, expression) ?? [])
        {
            if (ConstantOf(item) is not string text)
            {
                return new Setting(option, name, place);
            }

            var equals = text.IndexOf('=');
            if (equals < 0)
            {
                findings.Add(new Finding(FindingCatalogue.WrongKind, item.PlaceOf(), name, "layers with their keys, as \"conv1=conv_1\"", "\"" + ValueText.Shortened(text) + "\""));
                return new Setting(option, name, place);
            }

            var layer = text.Substring(0, equals);
            if (keys.Exists(k => k.Layer == layer))
            {
                findings.Add(new Finding(FindingCatalogue.PropertyTwice, item.PlaceOf(), ValueText.Shortened(layer)));
                continue;
            }

            var key = text.Substring(equals + 1);
            keys.Add(new WrittenKey(layer, PlaceInside(item, text, 0, equals), key, PlaceInside(item, text, equals + 1, key.Length)));
        }

        return new Setting<EquatableArray<WrittenKey>>(option, name, place, keys.ToEquatableArray());
    }

    /// <summary>The elements of an array as they are written, or null where they are not.</summary>
    private List<ExpressionSyntax>? ItemsOf(Option option, ExpressionSyntax expression)
    {
        var items = expression switch
        {
            ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions.ToList(),
            ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions.ToList(),
            ArrayCreationExpressionSyntax { Type.RankSpecifiers: { Count: 1 } ranks } when ConstantOf(ranks[0].Sizes[0]) is 0 => [],
            _ => null,
        };
        if (items is null && model.GetTypeInfo(expression, cancellation).ConvertedType is IArrayTypeSymbol)
        {
            findings.Add(new Finding(
                FindingCatalogue.WrongKind, expression.PlaceOf(), option.Attribute!, "a list whose values are written out", ValueText.Shortened(expression.ToString())));
        }

        return items;
    }

    private Setting ReadShape(Option option, ExpressionSyntax expression, string text)
    {
        var name = option.Attribute!;
        if (InputText.Split(text) is not { } numbers)
        {
            findings.Add(new Finding(FindingCatalogue.WrongKind, expression.PlaceOf(), name, InputText.Expected, "\"" + ValueText.Shortened(text) + "\""));
            return new Setting(option, name, expression.PlaceOf());
        }

        var sizes = numbers.Select((number, index) => Size(name, index, number.Digits, PlaceInside(expression, text, number.Start, number.Digits.Length))).ToList();
        return sizes[0] is { } channels && sizes[1] is { } height && sizes[2] is { } width
            ? new Setting<WrittenShape>(option, name, PlaceInside(expression, text, 0, text.Length), new WrittenShape(channels, height, width))
            : new Setting(option, name, expression.PlaceOf());
    }

    private Written<int>? Size(string name, int index, string digits, Place place)
    {
        if (int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size))
        {
            return new Written<int>(size, name, place);
        }

        findings.Add(new Finding(
            FindingCatalogue.OutOfRange, place, WrittenShape.NameOf(name, index), ValueText.Shortened(digits), PropertyText.AtMost));
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
