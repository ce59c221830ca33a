using System;

namespace ResNetGen;

/// <summary>Makes a partial class the residual network of a <c>.resnet.json</c> file among the project's AdditionalFiles.</summary>
/// <param name="path">The file's path, or its end: <c>own.resnet.json</c>, <c>specs/own.resnet.json</c>.</param>
/// <example><code>
/// [ResNetSpec("specs/own.resnet.json")]
/// public partial class Own;
/// </code></example>
[AttributeUsage(AttributeTargets.Class, Inherited = false, AllowMultiple = false)]
public sealed class ResNetSpecAttribute(string path) : Attribute
{
    /// <summary>The file's path, or its end.</summary>
    public string Path { get; } = path;
}
