using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using ResNetGen.Core.Planning;
using ResNetGen.Engine.Graphs;
using ResNetGen.Generator.Models;
using ResNetGen.Generator.Tests.Projects;

namespace ResNetGen.Generator.Tests.Graphs;

/// <summary>A network's graph as its generated class builds it, beside the plan that the class was generated from.</summary>
internal static class RunTimeGraph
{
    /// <summary>Generates, compiles and loads the network of a project, and reads its property <c>Graph</c>.</summary>
    public static (NetworkGraph Graph, NetworkPlan Plan) Of(UserProject project)
    {
        var driver = project.CreateDriver().RunGeneratorsAndUpdateCompilation(project.Compile(), out var compilation, out var findings);
        Assert.DoesNotContain(findings, finding => finding.Severity == DiagnosticSeverity.Error);
        var source = (SourcePlan)driver.GetRunResult().Results.Single().TrackedSteps[StepNames.Plans].Single().Outputs.Single().Value;
        using var assembly = new MemoryStream();
        Assert.Empty(compilation.Emit(assembly).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        assembly.Position = 0;

        var context = new AssemblyLoadContext(project.RootNamespace, isCollectible: true);
        context.Resolving += static (context, name) =>
            name.Name is "TorchSharp" or "ResNetGen.Runtime" ? context.LoadFromAssemblyPath(ProjectReferences.PathOf(name.Name)) : null;
        try
        {
            var network = context.LoadFromStream(assembly).GetType(source.Shell.FullName, throwOnError: true)!;
            network = network.IsGenericTypeDefinition ? OfNumbers(network) : network;
            return ((NetworkGraph)network.GetProperty("Graph", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!, source.Plan);
        }
        finally
        {
            context.Unload();
        }
    }

    private static Type OfNumbers(Type generic) => generic.MakeGenericType([.. generic.GetGenericArguments().Select(_ => typeof(int))]);
}
