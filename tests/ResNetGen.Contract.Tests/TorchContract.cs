using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ResNetGen.Contract.Tests;

/// <summary>
/// What compiled code may use of TorchSharp: members that all the given releases have. So whichever release provides the API, the same code runs on it.
/// </summary>
internal sealed class TorchContract(params PublishedSurface[] releases)
{
    private const string Root = "TorchSharp";

    /// <summary>The members and types of TorchSharp that an assembly uses and a release lacks, each with the release.</summary>
    /// <param name="assembly">The file.</param>
    /// <param name="isShipped">Whether it runs as it is with every release; if not, it is compiled anew for each, and similar members will do.</param>
    public IReadOnlyList<string> Violations(string assembly, bool isShipped = true)
    {
        Func<PublishedMember, PublishedMember, bool> meets = isShipped
            ? static (used, listed) => used.IsExactly(listed)
            : static (used, listed) => used.IsInSource(listed);
        using var file = new PEReader(File.OpenRead(assembly));
        var reader = file.GetMetadataReader();
        var types = reader.TypeReferences
            .Select(handle => TypeNames.Reference(reader, handle))
            .Where(IsTorch)
            .Where(type => type != Root)
            .SelectMany(type => releases.Where(release => !Has(release, type)).Select(release => $"{release.Name} lacks the type {type}"));
        var members = reader.MemberReferences
            .Select(handle => Used(reader, reader.GetMemberReference(handle)))
            .Where(use => IsTorch(use.Type))
            .SelectMany(use => releases
                .Where(release => !Has(release, use.Type, listed => meets(use.Member, listed)))
                .Select(release => $"{release.Name} lacks {use.Type}.{use.Member}"));
        return [.. types.Concat(members).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>How many members of TorchSharp an assembly uses.</summary>
    public static int Uses(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        if (!file.HasMetadata)
        {
            return 0;
        }

        var reader = file.GetMetadataReader();
        return reader.MemberReferences.Count(handle => IsTorch(Used(reader, reader.GetMemberReference(handle)).Type));
    }

    private static bool IsTorch(string type) =>
        type == Root || type.StartsWith(Root + ".", StringComparison.Ordinal);

    private static (string Type, PublishedMember Member) Used(MetadataReader reader, MemberReference member)
    {
        var type = member.Parent.Kind switch
        {
            HandleKind.TypeReference => TypeNames.Reference(reader, (TypeReferenceHandle)member.Parent),
            HandleKind.TypeSpecification => Definition(
                reader.GetTypeSpecification((TypeSpecificationHandle)member.Parent).DecodeSignature(TypeNames.Instance, null)),
            _ => "",
        };
        var name = reader.GetString(member.Name);
        if (member.GetKind() == MemberReferenceKind.Field)
        {
            return (type, new PublishedMember(name, [], member.DecodeFieldSignature(TypeNames.Instance, null)));
        }

        var signature = member.DecodeMethodSignature(TypeNames.Instance, null);
        name = PublishedSurface.Key(name, signature.GenericParameterCount);
        return (type, new PublishedMember(name, [.. signature.ParameterTypes], signature.ReturnType));
    }

    /// <summary>The type that <c>Module&lt;Tensor,Tensor&gt;</c> is made from: <c>Module`2</c>.</summary>
    private static string Definition(string type)
    {
        var (name, arguments) = TypeText.Declaration(type);
        return PublishedSurface.Key(name, arguments.Length);
    }

    private bool Has(PublishedSurface release, string type) => release.Has(type) || Heirs(release, type).Any();

    /// <summary>
    /// A member may have moved to a type that one release does not have yet, as <c>weight</c> did from Conv2d to Convolution: then the types
    /// that inherit from it elsewhere and exist here have to have it.
    /// </summary>
    private bool Has(PublishedSurface release, string type, Func<PublishedMember, bool> isUsed)
    {
        string[] places = release.Has(type) ? [type] : [.. Heirs(release, type)];
        return places.Length > 0 && Array.TrueForAll(places, place => release.Members(place).Any(isUsed));
    }

    private IEnumerable<string> Heirs(PublishedSurface release, string type) =>
        releases.SelectMany(other => other.Derived(type)).Distinct(StringComparer.Ordinal).Where(release.Has);
}
