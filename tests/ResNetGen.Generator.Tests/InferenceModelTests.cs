using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using ResNetGen.Core;
using ResNetGen.Core.Planning;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Inference;
using ResNetGen.Engine.Weights;
using ResNetGen.Generator.Tests.Projects;
using ResNetGen.Weights;

namespace ResNetGen.Generator.Tests;

/// <summary>Networks for inference alone, in projects without TorchSharp.</summary>
public sealed class InferenceModelTests
{
    private const string Use = """
        using System;
        using System.IO;
        using ResNetGen.Engine.Inference;

        internal static class Use
        {
            internal static float[] Of(string path, Stream stream, float[] images)
            {
                var logits = new float[MyApp.Net.Info.Classes];
                using (var net = MyApp.Net.Load(path))
                {
                    net.Predict(images, logits);
                }

                using var again = MyApp.Net.Load(stream, new InferenceSessionOptions { Threads = 1 });
                return again.Predict(images);
            }
        }
        """;

    public static TheoryData<string> Families => [.. Samples.Families];

    [Theory]
    [MemberData(nameof(Families))]
    public void Every_family_compiles_without_TorchSharp_and_warnings(string family)
    {
        var outcome = Project(FamilySpec.Of(family).Replace("{", "{ \"target\": \"inference\",", StringComparison.Ordinal)).Build();

        Assert.Empty(outcome.Diagnostics);
        Assert.All(outcome.Sources.Values, source => Assert.DoesNotContain("Torch", source, StringComparison.Ordinal));
        Assert.DoesNotContain("ToInference", Assert.Single(outcome.Graphs).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void An_attribute_says_the_same()
    {
        var attributed = UserProject.Of("namespace MyApp; [ResNetGen.ResNet(\"resnet20\", Target = ResNetGen.NetworkTarget.Inference)] public partial class Net;") with
        {
            Language = Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp12,
            References = ProjectReferences.EngineAlone,
        };

        var outcome = attributed.WithSource("Use.cs", Use).Build();

        Assert.Empty(outcome.Diagnostics);
        Assert.Equal(Project("""{ "family": "resnet20", "target": "inference" }""").Build().Graphs.Single().Value, outcome.Graphs.Single().Value);
    }

    [Fact]
    public void A_user_may_name_the_base_class_and_add_members()
    {
        var outcome = Project("""{ "family": "resnet20", "target": "inference" }""")
            .WithSource("Net.cs", """
                namespace MyApp
                {
                    internal sealed partial class Net : ResNetGen.Engine.Inference.InferenceModel
                    {
                        internal Net(ResNetGen.Engine.Weights.INetworkWeights weights) : this(weights, null) { }

                        internal float Predict(float first) => first;
                    }
                }
                """)
            .Build();

        Assert.Empty(outcome.Diagnostics);
    }

    [Fact]
    public void Options_that_concern_training_alone_are_allowed()
    {
        const string Training = """
            { "family": "resnet20", "target": "inference", "initialization": "he-fan-in", "zeroLastNorm": true, "decay": 1e-4, "survival": 0.8, "dropout": 0.1 }
            """;

        Assert.Empty(Project(Training).Build().Diagnostics);
    }

    [Fact]
    public void Code_that_uses_a_network_with_errors_shows_no_other_error()
    {
        var outcome = Project("""{ "version": 1, "depth": 21, "target": "inference" }""")
            .WithSource("More.cs", "internal static class More { internal static object Of(ResNetGen.Engine.Weights.INetworkWeights weights) => new MyApp.Net(weights).Session; internal static object Graph => MyApp.Net.Graph; }")
            .Build();

        Assert.StartsWith("RNG202", Assert.Single(outcome.Diagnostics), StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_may_have_both_kinds()
    {
        var outcome = UserProject.OfSpec("""{ "class": "Deployed", "family": "resnet20", "target": "inference" }""")
            .WithSpec("trained.resnet.json", """{ "class": "Trained", "family": "resnet20", "target": "training" }""")
            .Build();

        Assert.Empty(outcome.Diagnostics);
        Assert.Equal(2, outcome.Networks.Count());
    }

    [Theory]
    [InlineData("""{ "family": "resnet20", "target": "inference" }""")]
    [InlineData("""{ "family": "keras_resnet20v2", "target": "inference", "classes": 7 }""")]
    public void A_compiled_network_loads_weights_and_predicts_what_the_session_computes(string json)
    {
        var plan = NetworkCompiler.Compile("net.resnet.json", json).Plan!;
        var file = SafeTensorsBytes.Of(Random(plan));
        using var loaded = Loaded.Of(Project(json));
        using var net = (InferenceModel)loaded.Network.GetMethod("Load", [typeof(Stream), typeof(InferenceSessionOptions)])!.Invoke(null, [new MemoryStream(file), null])!;
        var images = Enumerable.Range(0, 3 * 3 * 32 * 32).Select(i => MathF.Sin(i * 0.37f)).ToArray();

        var logits = net.Predict(images);

        using var weights = SafeTensorsWeights.Open(new MemoryStream(file));
        using var session = new InferenceSession((NetworkGraph)loaded.Network.GetProperty("Graph")!.GetValue(null)!, weights);
        var expected = new float[3 * plan.Classes];
        session.Run(images, expected);
        Assert.Equal(expected, logits);
        Assert.True(logits.Distinct().Count() > plan.Classes);
        Assert.Equal(plan.Depth, ((NetworkInfo)loaded.Network.GetProperty("Info")!.GetValue(null)!).Depth);
    }

    [Fact]
    public void A_file_of_weights_is_named_where_it_does_not_fit()
    {
        var folder = Directory.CreateTempSubdirectory();
        var path = Path.Combine(folder.FullName, "net.safetensors");
        var plan = NetworkCompiler.Compile("net.resnet.json", """{ "family": "resnet20" }""").Plan!;
        File.WriteAllBytes(path, SafeTensorsBytes.Of(Random(plan).Where(tensor => tensor.Key != "linear.bias")));
        using var loaded = Loaded.Of(Project("""{ "family": "resnet20", "target": "inference" }"""));

        var error = Assert.Throws<TargetInvocationException>(() => loaded.Network.GetMethod("Load", [typeof(string), typeof(InferenceSessionOptions)])!.Invoke(null, [path, null]));

        Assert.Equal($"{path}: The weights have no tensor 'linear.bias' ([10]): they are the weights of another network.", Assert.IsType<WeightsException>(error.InnerException).Message);
        folder.Delete(recursive: true);
    }

    private static UserProject Project(string json) =>
        UserProject.OfSpec(json).WithSource("Use.cs", Use) with { References = ProjectReferences.EngineAlone };

    /// <summary>Weights for every tensor of a network, from a fixed seed.</summary>
    private static IEnumerable<(string Key, long[] Shape, float[] Values)> Random(NetworkPlan plan)
    {
        var random = new Random(1);
        foreach (var tensor in plan.Tensors)
        {
            var shape = tensor.Dimensions.Select(size => (long)size).ToArray();
            var values = new float[shape.Aggregate(1L, (product, size) => product * size)];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = tensor.Key.EndsWith("running_var", StringComparison.Ordinal) ? 1 + random.NextSingle() : (random.NextSingle() - 0.5f) / 4;
            }

            yield return (tensor.Key, shape, values);
        }
    }

    /// <summary>The network of a project, compiled and loaded.</summary>
    private sealed class Loaded(AssemblyLoadContext context, Type network) : IDisposable
    {
        public Type Network => network;

        public static Loaded Of(UserProject project)
        {
            var outcome = project.Build();
            Assert.Empty(outcome.Diagnostics);
            using var assembly = new MemoryStream();
            Assert.True(outcome.Compilation.Emit(assembly).Success);
            assembly.Position = 0;
            var context = new AssemblyLoadContext(nameof(InferenceModelTests), isCollectible: true);
            return new Loaded(context, context.LoadFromStream(assembly).GetType("MyApp.Net", throwOnError: true)!);
        }

        public void Dispose() => context.Unload();
    }
}
