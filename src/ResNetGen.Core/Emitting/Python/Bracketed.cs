using System.Collections.Generic;

namespace ResNetGen.Core.Emitting.Python;

/// <summary>An expression of items between brackets: a call, a list. On one line, or with a line for each item where that would be too long.</summary>
/// <param name="Open">What stands before the items: <c>nn.Linear(</c>.</param>
/// <param name="Items">The items.</param>
/// <param name="Close">What stands behind them.</param>
internal sealed record Bracketed(string Open, IReadOnlyList<string> Items, string Close)
{
    /// <summary>Whether the one item says of many what each is, so that no comma may follow it.</summary>
    public bool IsComprehension { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Open + string.Join(", ", Items) + Close;
}
