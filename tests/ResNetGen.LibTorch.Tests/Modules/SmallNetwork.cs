using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetGen.LibTorch.Tests.Modules;

/// <summary>The network of optim.json, written as a user would: fields, RegisterComponents, a dispose scope.</summary>
internal sealed class SmallNetwork : nn.Module<Tensor, Tensor>
{
    internal readonly Conv2d conv1 = nn.Conv2d(3, 4, 3, padding: 1);
    internal readonly BatchNorm2d bn1 = nn.BatchNorm2d(4);
    internal readonly Sequential layers = nn.Sequential(nn.Conv2d(4, 4, 1, bias: false), nn.ReLU(), nn.BatchNorm2d(4, affine: false));
    internal readonly Linear fc = nn.Linear(4, 2);

    internal SmallNetwork() : base(nameof(SmallNetwork))
    {
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        x = nn.functional.relu(bn1.call(conv1.call(x)));
        return fc.call(layers.call(x).mean([2, 3])).MoveToOuterDisposeScope();
    }
}
