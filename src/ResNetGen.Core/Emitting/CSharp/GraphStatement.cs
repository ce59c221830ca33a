namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>A statement that adds an operation to a network's graph.</summary>
/// <param name="Variable">The variable that holds the number of the operation's value; null for the result of all statements.</param>
/// <param name="Expression">The value.</param>
/// <param name="StartsParagraph">Whether an empty line stands before the statement: where a shortcut begins and where it joins.</param>
internal sealed record GraphStatement(string? Variable, string Expression, bool StartsParagraph);
