using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using ResNetGen.CodeFixes;
using ResNetGen.Generator.Tests.Projects;

namespace ResNetGen.Generator.Tests.Fixes;

/// <summary>A project in an editor: what is offered for what is reported, and the project after a fix was taken.</summary>
internal static class FixedProject
{
    private static readonly CodeFixProvider[] Providers = [new ReplacementFix(), new PartialFix(), new ShortcutFix(), new MisspeltNameFix()];

    /// <summary>The titles of what is offered for the diagnostics of an id.</summary>
    public static IReadOnlyList<string> Offered(UserProject project, string id)
    {
        using var workspace = new AdhocWorkspace();
        return [.. Actions(Open(workspace, project), project, id).Select(action => action.Title)];
    }

    /// <summary>The project after the fix of a title was taken.</summary>
    public static UserProject Take(UserProject project, string id, string title)
    {
        using var workspace = new AdhocWorkspace();
        var action = Actions(Open(workspace, project), project, id).First(a => a.Title == title);
        return Changed(project, action);
    }

    /// <summary>The project after a provider's fix was taken at once for all diagnostics of an id.</summary>
    public static UserProject TakeAll(UserProject project, string id, CodeFixProvider provider, string key)
    {
        using var workspace = new AdhocWorkspace();
        var opened = Open(workspace, project);
        var found = Found(opened, project, id).ToList();
        var context = new FixAllContext(found[0].Document, provider, FixAllScope.Project, key, [id], new FoundDiagnostics([.. found.Select(f => f.Diagnostic)]), CancellationToken.None);
        return Changed(project, provider.GetFixAllProvider()!.GetFixAsync(context).GetAwaiter().GetResult()!);
    }

    private static UserProject Changed(UserProject project, CodeAction action)
    {
        var change = action.GetOperationsAsync(CancellationToken.None).GetAwaiter().GetResult().OfType<ApplyChangesOperation>().Single();
        var documents = change.ChangedSolution.Projects.Single().Documents;
        return documents.Aggregate(project, (changed, document) => changed.WithSource(document.Name, document.GetTextAsync().GetAwaiter().GetResult().ToString()));
    }

    private static Project Open(AdhocWorkspace workspace, UserProject project)
    {
        var id = ProjectId.CreateNewId();
        var compilation = project.Compile();
        var solution = workspace.CurrentSolution.AddProject(
            ProjectInfo.Create(id, VersionStamp.Default, "MyApp", "MyApp", LanguageNames.CSharp, compilationOptions: compilation.Options, parseOptions: project.ParseOptions, metadataReferences: project.References));
        foreach (var (name, source) in project.Sources)
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(id), name, SourceText.From(source), filePath: name);
        }

        return solution.GetProject(id)!;
    }

    private static List<CodeAction> Actions(Project opened, UserProject project, string id)
    {
        var actions = new List<CodeAction>();
        foreach (var (document, diagnostic) in Found(opened, project, id))
        {
            foreach (var provider in Providers.Where(p => p.FixableDiagnosticIds.Contains(id)))
            {
                provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None)).GetAwaiter().GetResult();
            }
        }

        return actions;
    }

    // The compiler's places are of its trees; the editor's are of the documents with the same text.
    private static IEnumerable<(Document Document, Diagnostic Diagnostic)> Found(Project opened, UserProject project, string id)
    {
        foreach (var diagnostic in Diagnostics(opened, project).Where(d => d.Id == id))
        {
            var document = opened.Documents.Single(d => d.Name == diagnostic.Location.GetLineSpan().Path);
            var tree = document.GetSyntaxTreeAsync().GetAwaiter().GetResult()!;
            yield return (document, Diagnostic.Create(
                diagnostic.Descriptor, Location.Create(tree, diagnostic.Location.SourceSpan), diagnostic.Properties, [.. Array.Empty<object>()]));
        }
    }

    private static IEnumerable<Diagnostic> Diagnostics(Project opened, UserProject project)
    {
        var compilation = (CSharpCompilation)opened.GetCompilationAsync().GetAwaiter().GetResult()!;
        var driver = project.CreateDriver().RunGeneratorsAndUpdateCompilation(compilation, out var completed, out _);
        return driver.GetRunResult().Diagnostics.Concat(completed.GetDiagnostics());
    }
}
