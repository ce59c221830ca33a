using ResNetGen.Generator.Tests.Projects;

namespace ResNetGen.Generator.Tests.Diagnostics;

/// <summary>A wrong project, and all that the generator and the compiler say of it.</summary>
/// <param name="Id">The kind of finding that it is about.</param>
/// <param name="Name">What is wrong, in a word.</param>
/// <param name="Project">The project.</param>
/// <param name="Expected">Each diagnostic: id, underlined characters, message.</param>
internal sealed record DiagnosticCase(string Id, string Name, UserProject Project, params string[] Expected)
{
    /// <summary>Whether the network is specified in a file.</summary>
    public bool IsFile => !Project.SpecFiles.IsEmpty;

    public override string ToString() => $"{Id} {Name}{(IsFile ? " (file)" : "")}";
}
