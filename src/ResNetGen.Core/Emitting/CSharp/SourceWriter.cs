namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>Writes C#: blocks in braces.</summary>
internal sealed class SourceWriter : BlockWriter
{
    /// <inheritdoc/>
    protected override string Open => "{";

    /// <inheritdoc/>
    protected override string Close => "}";

    /// <summary>Writes a documentation comment of one element.</summary>
    public void Summary(string sentence) => Line("/// <summary>" + sentence + "</summary>");
}
