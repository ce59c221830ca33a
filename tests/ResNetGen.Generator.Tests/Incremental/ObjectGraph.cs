using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace ResNetGen.Generator.Tests.Incremental;

/// <summary>Walks over everything that an object refers to.</summary>
internal static class ObjectGraph
{
    /// <summary>The symbols, syntax and compilations that an object refers to, by type.</summary>
    public static IReadOnlyList<string> CompilationPartsIn(object root)
    {
        var found = new List<string>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var left = new Stack<object>([root]);
        while (left.TryPop(out var current))
        {
            if (current is ISymbol or SyntaxNode or SyntaxTree or SyntaxReference or Compilation or SemanticModel or Location or AttributeData)
            {
                found.Add(current.GetType().FullName!);
            }
            else if (!IsLeaf(current.GetType()) && (current.GetType().IsValueType || seen.Add(current)))
            {
                foreach (var value in ValuesIn(current))
                {
                    left.Push(value);
                }
            }
        }

        return found;
    }

    private static bool IsLeaf(Type type) => type.IsPrimitive || type.IsEnum || type.IsPointer || type == typeof(string) || typeof(MemberInfo).IsAssignableFrom(type);

    private static IEnumerable<object> ValuesIn(object owner)
    {
        if (owner is Array array)
        {
            return array.Cast<object?>().OfType<object>();
        }

        var types = new List<Type>();
        for (var type = owner.GetType(); type is not null; type = type.BaseType)
        {
            types.Add(type);
        }

        return types
            .SelectMany(type => type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => !field.FieldType.IsPointer)
            .Select(field => field.GetValue(owner))
            .OfType<object>();
    }
}
