using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ResNetGen.Core.Planning;
using ResNetGen.Engine.Graphs;
using ResNetGen.Generator.Tests.Projects;

namespace ResNetGen.Generator.Tests.Graphs;

/// <summary>The graph that a generated class builds at run time, against the plan of its network.</summary>
public sealed class GraphTests
{
    private const string VariantFolder = "tests/ResNetGen.Networks.Tests/Variants";

    /// <summary>Every sample, every file of the folder <c>specs</c>, every family that can be built, and every tested variant.</summary>
    public static TheoryData<string> Names => [.. Samples.All, .. Samples.SpecNames, .. Samples.OtherFamilies, .. Variants];

    private static IEnumerable<string> Variants => Directory.GetFiles(Repository.PathOf(VariantFolder), "*.resnet.json")
        .Select(path => VariantFolder + "/" + Path.GetFileName(path))
        .Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_graph_is_that_of_the_plan(string name) => AssertPlanned(ProjectOf(name));

    [Theory]
    [InlineData("""{"family": "resnet18", "keys": "keras-numbered", "stages": [{"around":"identity"}, {"around":"projection"}, {}, {}]}""")]
    [InlineData("""{"family": "resnet50d", "keys": "keras-numbered"}""")]
    [InlineData("""{"family": "densenet121", "keys": "keras-numbered"}""")]
    [InlineData("""{"family": "resnet18", "keys": "keras", "stages": [{}, {"around":"projection"}, {}, {"around":"projection"}]}""")]
    [InlineData("""{"family": "seresnet50", "keys": {"units": "s{stage+1}.n{number+1}_u{unit+2}.{layer}"}}""")]
    [InlineData("""{"family": "resnext29_8x64d", "form": "concatenated", "bias": "all", "survival": 0.9}""")]
    public void The_graph_of_an_unusual_network_is_that_of_the_plan(string json) => AssertPlanned(UserProject.OfSpec(json));

    [Fact]
    public void Equal_units_are_one_loop_whatever_they_read()
    {
        var graph = Assert.Single(Samples.Project("DenseNet121").Build().Graphs).Value;

        Assert.Equal(4, graph.Split("for (").Length - 1);
        Assert.Equal(4, graph.Split("= DenseUnit(").Length - 1);
    }

    [Fact]
    public void Code_that_uses_the_graph_of_a_network_with_errors_shows_no_other_error()
    {
        var outcome = UserProject.Of("[ResNetGen.ResNet(Version = 1, Depth = 21)] internal partial class Net { }")
            .WithSource("Use.cs", "class Use { static object Of(Net net) => (Net.Graph.Output, net.ToInference(new() { }).Info.Name); }")
            .Build();

        Assert.StartsWith("RNG", Assert.Single(outcome.Diagnostics), StringComparison.Ordinal);
        Assert.Empty(outcome.Graphs);
    }

    private static void AssertPlanned(UserProject project)
    {
        var (graph, plan) = RunTimeGraph.Of(project);

        Assert.Equal(new FeatureShape(plan.Input.Channels, plan.Input.Height, plan.Input.Width), graph.Input);
        Assert.Equal(new FeatureShape(plan.Output.Channels, plan.Output.Height, plan.Output.Width), graph.Output);
        Assert.Equal(PlannedGraph.Of(plan), PlannedValue.Of(graph));
        Assert.Equal(
            plan.Tensors.Where(tensor => tensor.Kind != TensorKind.Counter).Select(tensor => TextOf(tensor.Key, tensor.Dimensions)),
            graph.Operations.SelectMany(TensorsOf));
    }

    [Theory]
    [InlineData("resnet110_stochastic.resnet.json")]
    [InlineData("ActivationFirst")]
    [InlineData(VariantFolder + "/StochasticPre.resnet.json")]
    [InlineData(VariantFolder + "/KerasKeysStochastic.resnet.json")]
    public void Units_survive_as_likely_as_the_specification_says(string name)
    {
        var (graph, plan) = RunTimeGraph.Of(ProjectOf(name));
        var (rule, last) = (plan.Survival!.Rule, plan.Survival.Last);

        Assert.Equal(
            Enumerable.Range(1, (int)plan.Units).Select(unit => rule == Core.Designs.SurvivalRule.Linear ? 1 - ((1 - last) * unit / plan.Units) : last),
            graph.Operations.OfType<StochasticDepth>().Select(operation => operation.SurvivalProbability));
    }

    private static UserProject ProjectOf(string name) => name.StartsWith(VariantFolder, StringComparison.Ordinal)
        ? UserProject.OfSpec(File.ReadAllText(Repository.PathOf(name)), "/variants/" + Path.GetFileName(name))
        : Samples.AnyProject(name);

    /// <summary>The tensors that an operation's documentation names, with their sizes as PyTorch has them.</summary>
    private static IEnumerable<string> TensorsOf(Operation operation)
    {
        IEnumerable<(string Name, int[] Sizes)> tensors = operation switch
        {
            Conv2d { HasBias: true } c => [("weight", SizesOf(c)), .. Vectors(c.OutChannels, "bias")],
            Conv2d c => [("weight", SizesOf(c))],
            Linear l => [("weight", [l.OutFeatures, l.InFeatures]), .. Vectors(l.OutFeatures, "bias")],
            BatchNorm n => Vectors(n.Channels, "weight", "bias", "running_mean", "running_var"),
            GroupNorm n => Vectors(n.Channels, "weight", "bias"),
            SqueezeExcitation s =>
            [
                ("fc1.weight", [s.SqueezedChannels, s.Channels, 1, 1]),
                .. Vectors(s.SqueezedChannels, "fc1.bias"),
                ("fc2.weight", [s.Channels, s.SqueezedChannels, 1, 1]),
                .. Vectors(s.Channels, "fc2.bias"),
            ],
            EfficientChannelAttention e => [("conv.weight", [1, 1, e.Kernel])],
            _ => [],
        };
        return tensors.Select(tensor => TextOf(operation.Key + "." + tensor.Name, tensor.Sizes));

        static int[] SizesOf(Conv2d c) => [c.OutChannels, c.InChannels / c.Groups, c.Kernel, c.Kernel];

        static IEnumerable<(string Name, int[] Sizes)> Vectors(int length, params string[] names) =>
            names.Select(name => (name, new[] { length }));
    }

    private static string TextOf(string key, IEnumerable<int> sizes) => $"{key} {string.Join(" x ", sizes)}";
}
