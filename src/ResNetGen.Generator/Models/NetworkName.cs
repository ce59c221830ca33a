namespace ResNetGen.Generator.Models;

/// <summary>A network of the project, and where it is specified.</summary>
/// <param name="FullName">The class's full name.</param>
/// <param name="Path">The file that specifies it.</param>
/// <param name="IsFile">Whether that is a <c>.resnet.json</c> file.</param>
internal sealed record NetworkName(string FullName, string Path, bool IsFile);
