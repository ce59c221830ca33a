namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>A type that contains a network's class.</summary>
/// <param name="Keyword">What it is: <c>class</c>, <c>record struct</c>, ….</param>
/// <param name="Name">Its name with its type parameters, keywords escaped: <c>Outer&lt;T&gt;</c>.</param>
/// <param name="MetadataName">Its name as reflection has it: <c>Outer`1</c>.</param>
public sealed record EnclosingType(string Keyword, string Name, string MetadataName);
