using ResNetGen.Core.Findings;

namespace ResNetGen.Generator.Models;

/// <summary>The base class that the user's part of a class names.</summary>
/// <param name="Class">The base class.</param>
/// <param name="Place">Where its name stands.</param>
internal sealed record DeclaredBase(BaseClass Class, Place Place);
