using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests;

/// <summary>A class derived from a generated one, which registers its own layer as TorchSharp's users are used to.</summary>
internal sealed class WithHead : Cifar20
{
    private readonly Linear head;

    public WithHead()
    {
        head = nn.Linear(10, 2);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return head.call(base.forward(x)).MoveToOuterDisposeScope();
    }
}
