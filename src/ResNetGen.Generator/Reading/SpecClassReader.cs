using System.Linq;
using Microsoft.CodeAnalysis;
using ResNetGen.Core.Emitting.CSharp;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Values;
using ResNetGen.Generator.Models;

namespace ResNetGen.Generator.Reading;

/// <summary>Finds the class of a specification file: the user's of that name, else one of its own.</summary>
internal static class SpecClassReader
{
    public static WrittenNetwork Read(SpecFile file, Compilation compilation)
    {
        if (file.Spec.ClassName is not { } name)
        {
            return new WrittenNetwork(null, file.Spec, file.Findings);
        }

        var fullName = file.Namespace.Length == 0 ? name.Value : file.Namespace + "." + name.Value;
        var users = compilation.Assembly.GetTypeByMetadataName(fullName);
        var @class = users switch
        {
            null => Own(file, name.Value, compilation),
            { TypeKind: TypeKind.Class } => ClassReader.Read(users, compilation),
            _ => Taken(file, users),
        };
        return new WrittenNetwork(@class, file.Spec, file.Findings);
    }

    /// <summary>No class at all, because the user has a struct, an interface, an enumeration or a delegate of that name.</summary>
    private static NetworkClass Taken(SpecFile file, INamedTypeSymbol type)
    {
        var location = type.Locations[0];
        var finding = new Finding(
            FindingCatalogue.NameTaken, Places.PlaceOf(location.SourceTree!, location.SourceSpan), file.Namespace.Length == 0 ? "The project" : file.Namespace, type.Name);
        var shell = ClassShell.Own(file.Namespace, type.Name, hidesNames: true);
        return new NetworkClass(shell, null, default, CanBeCompleted: false, CanDerive: false, Base: null, EquatableArray.ListOf(finding));
    }

    private static NetworkClass Own(SpecFile file, string name, Compilation compilation)
    {
        var @namespace = NamespaceOf(compilation, file.Namespace);
        var hidesNames = file.Namespace.Length == 0
            || TypeNames.Meanings.ContainsKey(name)
            || (@namespace is not null && NamespaceNames.HidesInside(@namespace, compilation, []));
        return new NetworkClass(ClassShell.Own(file.Namespace, name, hidesNames), null, default, CanBeCompleted: true, CanDerive: true, Base: null, default);
    }

    private static INamespaceSymbol? NamespaceOf(Compilation compilation, string name)
    {
        INamespaceSymbol? current = compilation.GlobalNamespace;
        foreach (var part in name.Split('.').Where(p => p.Length > 0))
        {
            current = current?.GetNamespaceMembers().FirstOrDefault(n => n.Name == part);
        }

        return current;
    }
}
