using ResNetGen.Core.Findings;
using ResNetGen.Core.Specs.Options;

namespace ResNetGen.Core.Specs;

/// <summary>An option that a text says something of. This one says nothing that could be read; its finding says why.</summary>
/// <param name="Option">The option.</param>
/// <param name="Name">What the text calls it, for messages: <c>Depth</c> in an attribute, <c>depth</c> in a file.</param>
/// <param name="Place">The value's characters.</param>
public record Setting(Option Option, string Name, Place Place)
{
    /// <summary>Whether there is a value.</summary>
    public virtual bool IsRead => false;
}
