using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using ResNetGen.Core.Emitting.Python;
using ResNetGen.Core.Families;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Tests.Emitting;

public sealed class PythonTests
{
    [Theory]
    [InlineData("ResNet20", "resnet20")] // a stage's units are its children, by number
    [InlineData("DenseNet121", "densenet121")] // by name, and each takes more than the one before it
    [InlineData("KerasResNet50V2", "resnet50v2")] // the units are no modules
    public void The_source_of_a_network_is_as_it_was_read_and_found_good(string name, string family) => Verify(name, NetworkEmitter.Emit(name, PlanOf(family)));

    [Fact]
    public void The_source_does_not_grow_with_depth()
    {
        static int Lines(string text) => text.Split('\n').Length;

        Assert.Equal(Lines(NetworkEmitter.Emit("Net", Networks.Plan(1, 56))), Lines(NetworkEmitter.Emit("Net", Networks.Plan(1, 1202))));
        Assert.Equal(Lines(NetworkEmitter.Emit("Net", PlanOf("keras_resnet50"))), Lines(NetworkEmitter.Emit("Net", PlanOf("keras_resnet152"))));
        Assert.InRange(Lines(NetworkEmitter.Emit("Net", Networks.Plan(2, 1001))), 50, 150);
    }

    [Fact]
    public void Lines_end_alike_on_every_machine_and_are_neither_wide_nor_end_in_blanks()
    {
        foreach (var family in FamilyTable.Names)
        {
            var source = NetworkEmitter.Emit("Net", PlanOf(family));

            Assert.DoesNotContain('\r', source);
            Assert.DoesNotContain('\t', source);
            Assert.DoesNotContain(" \n", source, StringComparison.Ordinal);
            Assert.DoesNotContain("\n\n\n\n", source, StringComparison.Ordinal);
            Assert.EndsWith("return x\n", source, StringComparison.Ordinal);
            Assert.InRange(source.Split('\n').Max(line => line.Length), 80, 140);
        }
    }

    [Theory]
    [InlineData("lambda", "class lambda_(nn.Module):")]
    [InlineData("Tensor", "class Tensor_(nn.Module):")]
    [InlineData("BasicUnit", "class BasicUnit_(nn.Module):")]
    [InlineData("my net-2", "class MyNet2(nn.Module):")]
    [InlineData("2x", "class Net(nn.Module):")]
    public void A_name_that_Python_cannot_have_becomes_another(string name, string declaration) =>
        Assert.Contains("\n" + declaration + "\n", NetworkEmitter.Emit(name, Networks.Plan(1, 20)), StringComparison.Ordinal);

    private static NetworkPlan PlanOf(string family) => Networks.Compile(FamilySpec.Of(family)).Plan!;

    private static void Verify(string name, string text, [CallerFilePath] string test = "")
    {
        var folder = Path.GetDirectoryName(test)!;
        AcceptedFile.Verify(Path.Combine(folder, name + ".verified.py"), Path.Combine(folder, name + ".received.py"), text);
    }
}
