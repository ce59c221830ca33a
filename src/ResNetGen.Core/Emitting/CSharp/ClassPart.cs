using System;
using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>Writes what stands around each part of a network's class, from the first directive to the last brace.</summary>
internal static class ClassPart
{
    /// <summary>Writes a part.</summary>
    /// <param name="source">Where it is written.</param>
    /// <param name="shell">The class.</param>
    /// <param name="usings">The usings inside the namespace; none where types have full names.</param>
    /// <param name="writeClass">Writes the class itself.</param>
    public static void Write(SourceWriter source, ClassShell shell, IReadOnlyList<string> usings, Action writeClass)
    {
        source.Line("#nullable enable");
        source.Gap();
        if (shell.Namespace.Length > 0)
        {
            source.Line("namespace " + Identifier.EscapeNamespace(shell.Namespace) + ";");
            source.Gap();
        }

        if (usings.Count > 0)
        {
            source.Line(string.Join("\n", usings));
            source.Gap();
        }

        var blocks = new Stack<IDisposable>(shell.Enclosing.Select(type => source.Block($"partial {type.Keyword} {type.Name}")));
        writeClass();
        foreach (var block in blocks)
        {
            block.Dispose();
        }
    }
}
