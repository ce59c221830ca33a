using ResNetGen.Core.Findings;

namespace ResNetGen.Generator.Models;

/// <summary>A member that the user's part of a class declares.</summary>
/// <param name="Name">Its name; <c>.ctor</c> for the constructor without parameters.</param>
/// <param name="Place">Where its name stands.</param>
internal sealed record DeclaredMember(string Name, Place Place);
