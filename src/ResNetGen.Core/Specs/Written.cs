using System;
using ResNetGen.Core.Findings;

namespace ResNetGen.Core.Specs;

/// <summary>A value that the user wrote, and where.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="Value">The value.</param>
/// <param name="Name">What the text calls it, for messages: <c>Depth</c> in an attribute, <c>depth</c> in JSON.</param>
/// <param name="Place">The value's characters.</param>
public sealed record Written<T>(T Value, string Name, Place Place)
    where T : IEquatable<T>;
