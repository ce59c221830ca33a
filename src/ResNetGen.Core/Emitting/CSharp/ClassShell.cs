using System.Linq;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>The C# around a network: what the emitter has to know of the class, and no place, so that it stays equal while lines move.</summary>
/// <param name="Namespace">The namespace, or nothing for the global one; keywords are not escaped.</param>
/// <param name="Enclosing">The types that contain the class, outermost first.</param>
/// <param name="Name">The class's name; keywords are not escaped.</param>
/// <param name="TypeParameters">The class's own type parameters, as <c>&lt;T&gt;</c>, where it wrongly has some.</param>
/// <param name="Modifiers">Modifiers in front of <c>partial</c>, where the class is not the user's.</param>
/// <param name="Keyword">What follows <c>partial</c>: <c>class</c>, or wrongly <c>record</c>.</param>
/// <param name="IsDocumented">Whether the user's part has a documentation comment.</param>
/// <param name="HidesNames">Whether a short name that generated code uses means something else at that place.</param>
public sealed record ClassShell(
    string Namespace,
    EquatableArray<EnclosingType> Enclosing,
    string Name,
    string TypeParameters,
    string Modifiers,
    string Keyword,
    bool IsDocumented,
    bool HidesNames)
{
    /// <summary>Which network it is, for people; may be nothing.</summary>
    public string Description { get; init; } = "";

    /// <summary>The class's full name as reflection has it, without the assembly: <c>MyApp.Outer`1+Net</c>.</summary>
    public string FullName => Prefix + string.Concat(Enclosing.Select(type => type.MetadataName + "+")) + Name;

    /// <summary>The class's full name as people write it: <c>MyApp.Outer&lt;T&gt;.Net</c>.</summary>
    public string DisplayName => Prefix + string.Concat(Enclosing.Select(type => type.Name + ".")) + Name;

    private string Prefix => Namespace.Length == 0 ? "" : Namespace + ".";

    /// <summary>The shell of a class that the generator makes itself.</summary>
    public static ClassShell Own(string @namespace, string name, bool hidesNames) =>
        new(@namespace, default, name, "", "public ", "class", IsDocumented: false, hidesNames);
}
