using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ResNetGen.Core.Checking;
using ResNetGen.Core.Designing;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Reading;
using ResNetGen.Core.Specs;
using ResNetGen.Core.Specs.Options;
using ResNetGen.Generator.Reading;
using ResNetGen.Generator.Tests.Projects;

namespace ResNetGen.Generator.Tests.Reading;

/// <summary>The attribute and its enumerations are what the table of options says, and both spellings say the same.</summary>
public sealed class AttributeTests
{
    [Fact]
    public void The_attribute_has_a_property_for_each_option_and_no_other()
    {
        var attribute = UserProject.Of("").Compile().GetTypeByMetadataName(AttributeReader.AttributeName)!;
        var properties = attribute.GetMembers().OfType<IPropertySymbol>().Select(p => p.Name + ": " + p.Type.ToDisplayString(NullableFlowState.None, SymbolDisplayFormat.MinimallyQualifiedFormat));

        Assert.Equal(OptionTable.All.Where(o => o.Attribute is not null).Select(o => o.Attribute + ": " + TypeOf(o)).Order(), properties.Select(p => p.TrimEnd('?')).Order());
    }

    [Fact]
    public void Enumerations_have_a_member_for_each_word_and_no_other()
    {
        var compilation = UserProject.Of("").Compile();

        Assert.All(OptionTable.All.Where(o => o.Enumeration is not null), option =>
        {
            var enumeration = compilation.GetTypeByMetadataName("ResNetGen." + option.Enumeration)!;
            Assert.Equal(option.Choices.Select(c => c.Member), enumeration.GetMembers().OfType<IFieldSymbol>().Select(f => f.Name));
        });
    }

    [Theory]
    [InlineData("\"resnet50\", Classes = 10", "{ 'family': 'resnet50', 'classes': 10 }")]
    [InlineData("family: \"resnet50\", Shortcut = Shortcut.AverageProjection", "{ 'family': 'resnet50', 'shortcut': 'average-projection' }")]
    [InlineData("Version = 2, Depth = 20 + 9, Input = \"1x28x28\"", "{ 'version': 2, 'depth': 29, 'input': [1, 28, 28] }")]
    [InlineData(
        "Input = \"3x64x64\", Classes = 200, Unit = Unit.Bottleneck, Activation = Activation.Pre, Shortcut = Shortcut.Projection, Units = new[] { 3, 4, 6, 3 }, Widths = new[] { 256, 512, 1024, 2048 }",
        "{ 'input': [3, 64, 64], 'classes': 200, 'unit': 'bottleneck', 'activation': 'pre', 'shortcut': { 'kind': 'projection' }, 'stages': [{ 'units': 3, 'width': 256 }, { 'units': 4, 'width': 512 }, { 'units': 6, 'width': 1024 }, { 'units': 3, 'width': 2048 }] }")]
    [InlineData(
        "\"resnet18\", StemWidths = new int[] { 32, 64 }, StemPool = PoolKind.Average, StemPoolKernel = 2, Norm = NormKind.Group, NormGroups = 8, Survival = 0.5f, DecayDense = 1e-4, ZeroLastNorm = true",
        "{ 'family': 'resnet18', 'stem': { 'width': [32, 64], 'pool': { 'kind': 'average', 'kernel': 2 } }, 'norm': { 'kind': 'group', 'groups': 8 }, 'survival': 0.5, 'decay': { 'dense': 1e-4 }, 'zeroLastNorm': true }")]
    [InlineData(
        "Units = new[] { 1, Two }, Inners = new[] { 8, 16 }, StageUnits = new[] { Unit.Bottleneck, Unit.Dense }, Arounds = new StageShortcut[] { StageShortcut.Identity, StageShortcut.None }, Strides = new[] { 2, 1 }, Dilations = new[] { 1, 2 }",
        "{ 'stages': [{ 'units': 1, 'inner': 8, 'unit': 'bottleneck', 'around': 'identity', 'stride': 2 }, { 'units': 2, 'inner': 16, 'unit': 'dense', 'stride': 1, 'dilation': 2 }] }")]
    public void An_attribute_says_what_a_file_says(string arguments, string json)
    {
        var (file, findings) = SpecFileReader.Read("net.resnet.json", json.Replace('\'', '"'));

        Assert.Equal(Design(file, findings), Design(Read(arguments)));
    }

    private static DesignedNetwork Design((NetworkSpec Spec, IReadOnlyList<Finding> Findings) read) => Design(read.Spec, read.Findings);

    private static DesignedNetwork Design(NetworkSpec spec, IReadOnlyList<Finding> findings)
    {
        var network = SpecCheck.Check(spec, _ => 0);
        Assert.Equal([], findings.Concat(network.Findings).Select(f => f.Message));
        return network.Nearest;
    }

    private static (NetworkSpec Spec, IReadOnlyList<Finding> Findings) Read(string arguments)
    {
        var compilation = UserProject.Of($"using ResNetGen; [ResNet({arguments})] internal partial class Net {{ private const int Two = 2; }}").Compile();
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        var tree = compilation.SyntaxTrees.Single();
        var (spec, findings) = AttributeReader.Read(tree.GetRoot().DescendantNodes().OfType<AttributeSyntax>().Single(), compilation.GetSemanticModel(tree), CancellationToken.None);
        return (spec, findings);
    }

    private static string TypeOf(Option option)
    {
        var type = option.Kind switch
        {
            OptionKind.WholeNumber => "int",
            OptionKind.Number => "double",
            OptionKind.Switch => "bool",
            OptionKind.Choice => option.Enumeration!,
            OptionKind.WholeNumbers => "int[]",
            OptionKind.LayerNames => "string[]",
            _ => "string",
        };
        return option.IsStageOption ? type + "[]" : type;
    }
}
