using System;
using System.Linq;
using System.Text;

namespace ResNetGen.Models.Tests;

/// <summary>The page <c>docs/zoo.md</c>: a row a network.</summary>
internal static class ZooPage
{
    private const string Head = """
        # The zoo

        Each network is a file of the folder `specs`, a family to differ from (`[ResNet("resnet50", Classes = 10)]`), a SPEC of the command line, and a class of `ResNetGen.Models`:

        ```csharp
        using var net = new ResNetGen.Models.ResNet50();
        ```

        Depth counts the convolutions on the longest path, and the classifier. Parameters leave out running statistics; multiply-adds are those of convolutions and linear layers for one image. Keys are the first and the
        last of the state_dict, without the tensor's name. *Distinguished by* says what keys and shapes do not show, as files of weights keep it: networks with the same keys, shapes and multiply-adds can differ in it.
        *Checked against* names what tests compare the network with besides its own plan; the PyTorch module is the one that `emit python` writes.

        A test writes this page: `RESNETGEN_ACCEPT=1 ./test Models`.

        | network | class | source | images | depth | parameters | multiply-adds | keys | distinguished by | checked against |
        |---|---|---|---|---|---|---|---|---|---|

        """;

    public static string Write()
    {
        var page = new StringBuilder(Head);
        foreach (var name in Zoo.Names)
        {
            var compiled = Zoo.Compile(name);
            var plan = compiled.Plan!;
            var keys = plan.Tensors.Select(tensor => tensor.Key[..tensor.Key.LastIndexOf('.')]).ToList();
            page.Append(FormattableString.Invariant(
                $"| `{name}` | `{compiled.Spec.ClassName!.Value}` | {compiled.Spec.Description} | {plan.Input} | {plan.Depth} | {plan.Parameters:N0} | {plan.MultiplyAdds:N0} | `{keys[0]}` … `{keys[^1]}` | {plan.Variant} | {ZooChecks.Of(name)} |\n"));
        }

        return page.ToString();
    }
}
