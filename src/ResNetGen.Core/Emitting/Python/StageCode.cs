using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting.Python;

/// <summary>The Python that makes the units of a stage. Its length does not grow with their number.</summary>
internal sealed class StageCode
{
    private const int MostSpelledOut = 2;
    private const string Counter = "i";

    private readonly StagePlan stage;
    private readonly int index;
    private readonly ModuleLayout layout;

    /// <param name="plan">The network.</param>
    /// <param name="index">The stage, the first being 0.</param>
    /// <param name="layout">How its modules lie in each other.</param>
    public StageCode(NetworkPlan plan, int index, ModuleLayout layout)
    {
        stage = plan.Stages[index];
        this.index = index;
        this.layout = layout;
    }

    /// <summary>The expression: a module that has the units, or a list of units that are no modules.</summary>
    public Bracketed Make()
    {
        var spans = UnitSpan.Of(stage);
        var isComprehension = layout.Home != UnitHome.Sequence && spans.Count == 1 && spans[0].Count > MostSpelledOut;
        var items = spans.SelectMany(span => span.Count <= MostSpelledOut ? SpelledOut(span) : [Comprehension(span, isComprehension)]).ToList();
        var (open, close) = layout.Home switch
        {
            UnitHome.Sequence => ("nn.Sequential(", ")"),
            UnitHome.NamedSequence => ("named({", "})"),
            _ => ("[", "]"),
        };
        return new Bracketed(open, items, close) { IsComprehension = isComprehension };
    }

    private IEnumerable<string> SpelledOut(UnitSpan span) => Enumerable.Range(0, span.Count).Select(i => Item(
        span,
        (start, step) => SourceText.Of(start + (i * step)),
        text => PythonText.Literal(text.OfUnit(span.Start + i))));

    private string Comprehension(UnitSpan span, bool isAlone)
    {
        // Units count as their keys do.
        var added = layout.Home == UnitHome.Sequence || layout.IsNumbered ? 0 : layout.UnitKey(index).FirstAdded;
        var first = layout.Home == UnitHome.Sequence ? 0 : added + span.Start;
        var item = Item(
            span,
            (start, step) => Growing(start - (first * step), step),
            text => text.Formatted(Counter, added));
        var counter = (layout.Home == UnitHome.Sequence || layout.IsNumbered) && !span.Grows ? "_" : Counter;
        var range = first == 0 ? SourceText.Of(span.Count) : SourceText.Of(first) + ", " + SourceText.Of(first + span.Count);
        var all = $"{item} for {counter} in range({range})";
        return (isAlone, layout.Home) switch
        {
            (true, _) => all,
            (_, UnitHome.NamedSequence) => "**{" + all + "}",
            _ => "*[" + all + "]",
        };
    }

    /// <summary>A unit as the stage's module or list takes it.</summary>
    /// <param name="span">The units that it is one of.</param>
    /// <param name="number">How an argument is written, from that of the first unit and by what it grows.</param>
    /// <param name="text">How a text is written that has the unit's number in it.</param>
    private string Item(UnitSpan span, Func<int, int, string> number, Func<UnitText, string> text)
    {
        var arguments = UnitArguments.Of(span.First)
            .Zip(span.Steps, (argument, step) => (argument.Name, argument.Value, Step: step))
            .Where(a => !(UnitArguments.IsOptional(a.Name) && a.Value == 1 && a.Step == 0))
            .Select(a => (UnitArguments.IsOptional(a.Name) ? a.Name + "=" : "") + number(a.Value, a.Step));
        return layout.Home switch
        {
            UnitHome.Sequence => Call(span, arguments),
            UnitHome.NamedSequence => text(layout.UnitName(index)) + ": " + Call(span, arguments),
            _ when layout.IsNumbered => Call(span, arguments.Prepend("self")),
            _ => Call(span, arguments.Prepend(text(layout.UnitKey(index))).Prepend("self")),
        };
    }

    private static string Call(UnitSpan span, IEnumerable<string> arguments) => $"{span.First.Structure}({string.Join(", ", arguments)})";

    private static string Growing(int start, int step)
    {
        var grown = (step == 1 ? "" : SourceText.Of(Math.Abs(step)) + " * ") + Counter;
        return (start, step) switch
        {
            (_, 0) => SourceText.Of(start),
            (0, > 0) => grown,
            ( < 0, > 0) => $"{grown} - {SourceText.Of(-start)}",
            (_, > 0) => $"{SourceText.Of(start)} + {grown}",
            _ => $"{SourceText.Of(start)} - {grown}",
        };
    }
}
