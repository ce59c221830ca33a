using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using ResNetGen.Generator.Tests.Projects;

namespace ResNetGen.Generator.Tests;

public sealed class HostileSurroundingsTests
{
    private const string Net = "[global::ResNetGen.ResNet(Version = 2, Depth = 20)] internal partial class Net { }";

    // The compiler's own opinion of such names.
    private const string AllowLowerCase = "\n#pragma warning disable CS8981\n";

    public static TheoryData<string> SamplesOverTorchSharp => [.. Samples.All.Where(sample => sample != "ForInference")];

    [Theory]
    [InlineData("namespace X.System { class String { } class Console { } }")]
    [InlineData("namespace X.TorchSharp { class torch { } } namespace X.TorchSharp.Modules { class Conv2d { } }")]
    [InlineData("namespace X.ResNetGen { class NetworkInfo { } }")]
    [InlineData("namespace X { class Tensor { } class Conv2d { } class Linear { } class BatchNorm2d { } class nn { } class Stage<T> { } class Func<T> { } }")]
    [InlineData("namespace X { class NetworkInfo { } class StageInfo { } class FeatureShape { } class ResidualUnit { } class BottleneckUnit { } }")]
    [InlineData("namespace X { class BranchConv2d { } class StochasticDepth { } class SqueezeExcitation { } class Sequential { } class cat { } class FeatureMaps { } class DenseUnit { } }")]
    [InlineData("namespace X { class NetworkGraph { } class GraphBuilder { } class InferenceNetwork { } class InferenceOptions { } } namespace X.Engine.Graphs { }")]
    [InlineData("namespace X.nn { class Module<T, U> { } }")]
    [InlineData("namespace X.Y.Deep { class Tensor { } } namespace X { class Conv2d { } }")]
    [InlineData("class Tensor { } class Conv2d { } class torch { }")]
    public void Other_types_of_the_same_names_do_no_harm(string types)
    {
        var project = UserProject.Of(AllowLowerCase + types)
            .WithSource("X.cs", "namespace X { " + Net + " }")
            .WithSource("Y.cs", "namespace X.Y { " + Net + " }")
            .WithSource("Global.cs", Net)
            .WithSpec("a.resnet.json", """{ "class": "FromFile", "namespace": "X", "version": 1, "depth": 8 }""")
            .WithSpec("b.resnet.json", """{ "class": "FromFile", "namespace": "", "version": 1, "depth": 8 }""")
            .WithSpec("c.resnet.json", """{ "class": "Squeezed", "namespace": "X", "family": "seresnet50", "survival": 0.9, "zeroLastNorm": true }""")
            .WithSpec("d.resnet.json", """{ "class": "Dense", "namespace": "X", "family": "densenet121" }""")
            .WithSpec("e.resnet.json", """{ "class": "Branched", "namespace": "X", "family": "resnext29_8x64d", "form": "branches" }""");

        var outcome = project.Build();

        Assert.Empty(outcome.Diagnostics);
        Assert.Equal(8, outcome.Networks.Count());
        Assert.Equal(8, outcome.Graphs.Count());
    }

    [Theory]
    [InlineData("global using Tensor = System.Int32; global using Conv2d = System.String; global using nn = System.Text;")]
    [InlineData("global using System; global using System.Linq; global using System.Collections.Generic; global using System.Threading.Tasks; global using System.IO; global using System.Net.Http; global using System.Threading;")]
    [InlineData("global using TorchSharp; global using TorchSharp.Modules; global using static TorchSharp.torch; global using static TorchSharp.torch.nn;")]
    [InlineData("global using Other; namespace Other { class Tensor { } class Conv2d { } class Stage<T> { } class NetworkInfo { } class Linear { } }")]
    public void Global_usings_do_no_harm(string usings)
    {
        var project = UserProject.Of(AllowLowerCase + usings).WithSource("X.cs", "namespace X { " + Net + " }").WithSource("Global.cs", Net);

        Assert.Empty(project.Build().Diagnostics);
    }

    [Theory]
    [InlineData("Tensor")]
    [InlineData("Conv2d")]
    [InlineData("Stage")]
    [InlineData("NetworkGraph")]
    [InlineData("GraphBuilder")]
    [InlineData("NewDisposeScope")]
    [InlineData("@class")]
    [InlineData("@record")]
    [InlineData("Größe")]
    [InlineData("_")]
    [InlineData("@lowercase")]
    public void Any_name_will_do(string name)
    {
        var project = UserProject.Of($"namespace X.@namespace {{ [ResNetGen.ResNet(Version = 1, Depth = 8)] internal partial class {name} {{ }} }}")
            .WithSpec("a.resnet.json", $$"""{ "class": "{{name.TrimStart('@')}}", "namespace": "Y.namespace", "version": 2, "depth": 11 }""");

        var outcome = project.Build();

        Assert.Empty(outcome.Diagnostics);
        Assert.Equal(2, outcome.Networks.Count());
        Assert.Equal(2, outcome.Graphs.Count());
    }

    [Fact]
    public void A_class_may_be_called_as_its_namespace_and_stand_in_anything()
    {
        var project = UserProject.Of("""
            namespace Net.Tensor.Net
            {
                internal static partial class Outer<TorchSharp, System>
                    where TorchSharp : class
                    where System : struct
                {
                    internal partial interface IInner<ResNetGen>
                    {
                        protected internal sealed partial record Deep(int Global)
                        {
                            [global::ResNetGen.ResNet(Version = 2, Depth = 11)] private partial class Net { }
                        }
                    }

                    private ref partial struct Small
                    {
                        [global::ResNetGen.ResNet("resnet18")] private sealed partial class Net { }
                    }
                }

                [global::ResNetGen.ResNet(Version = 1, Depth = 8)] internal partial class Net { }
            }
            """);

        var outcome = project.Build();

        Assert.Empty(outcome.Diagnostics);
        Assert.Equal(3, outcome.Networks.Count());
        Assert.Equal(3, outcome.Graphs.Count());
    }

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void Nullable_references_may_be_off(string sample)
    {
        Assert.Empty((Samples.Project(sample) with { Nullable = false }).Build().Diagnostics);
    }

    [Theory]
    [MemberData(nameof(SamplesOverTorchSharp))]
    public void Without_TorchSharp_that_is_all_that_is_said(string sample)
    {
        var project = Samples.Project(sample) with { References = ProjectReferences.WithoutTorchSharp };

        Assert.Contains("] Reference TorchSharp to use networks generated by ResNetGen", Assert.Single(project.Build().Diagnostics), System.StringComparison.Ordinal);
    }

    [Fact]
    public void Members_of_a_type_around_the_class_do_no_harm()
    {
        var project = UserProject.Of("""
            namespace X;

            internal class Outer
            {
                protected class Tensor { }
                protected static int nn => 1;
            }

            internal sealed partial class Inner<Conv2d> : Outer
            {
                [ResNetGen.ResNet(Version = 2, Depth = 11)]
                internal sealed partial class Net { }
            }
            """);

        Assert.Empty(project.Build().Diagnostics);
    }

    [Fact]
    public void Networks_whose_names_differ_in_case_or_nesting_alone_have_their_own_sources()
    {
        var project = UserProject.Of("""
            namespace X
            {
                [ResNetGen.ResNet(Version = 1, Depth = 8)] internal partial class Net { }
                [ResNetGen.ResNet(Version = 1, Depth = 8)] internal partial class NET { }
                internal partial class A { [ResNetGen.ResNet(Version = 1, Depth = 8)] internal partial class Net { } }
                internal partial class A<T> { [ResNetGen.ResNet(Version = 1, Depth = 8)] internal partial class Net { } }
            }

            namespace X.A1
            {
                [ResNetGen.ResNet(Version = 1, Depth = 8)] internal partial class Net { }
            }
            """);

        var outcome = project.Build();

        Assert.Empty(outcome.Diagnostics);
        Assert.Equal(5, outcome.Networks.Count());
        Assert.Equal(5, outcome.Graphs.Count());
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp10)]
    [InlineData(LanguageVersion.CSharp11)]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.Latest)]
    [InlineData(LanguageVersion.Preview)]
    public void Every_C_sharp_from_10_on_will_do(LanguageVersion language)
    {
        Assert.Empty((Samples.Project("ResNet164v2") with { Language = language }).Build().Diagnostics);
    }

    [Theory]
    [InlineData("My App-1", "My_App_1")]
    [InlineData("1st.App", "_1st.App")]
    [InlineData("", "")]
    public void The_project_gives_the_namespace_where_the_file_does_not(string rootNamespace, string expected)
    {
        var project = UserProject.OfSpec("""{ "version": 1, "depth": 8 }""", "/a/b/my resnet-8.resnet.json") with { RootNamespace = rootNamespace };

        var outcome = project.Build();

        Assert.Empty(outcome.Diagnostics);
        Assert.NotNull(outcome.Compilation.GetTypeByMetadataName((expected.Length == 0 ? "" : expected + ".") + "MyResnet8"));
    }

    [Fact]
    public void A_user_may_write_another_part_of_the_class_of_a_file()
    {
        var project = UserProject.OfSpec("""{ "class": "Net", "version": 1, "depth": 8 }""")
            .WithSource("Net.cs", "namespace MyApp; internal sealed partial class Net { internal int Answer => Info.Depth; }");

        Assert.Empty(project.Build().Diagnostics);
    }
}
