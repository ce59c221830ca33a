using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetGen.Runtime.Tests;

/// <summary>A small network with everything that trainers and weights meet: a convolution, a norm with buffers, a linear layer.</summary>
internal sealed class TinyNet : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Linear fc;
    private bool registered;

    public TinyNet(int channels = 3, int width = 8, int classes = 10)
        : base(nameof(TinyNet))
    {
        conv1 = nn.Conv2d(channels, width, 3, 2, 1, bias: false);
        bn1 = nn.BatchNorm2d(width);
        fc = nn.Linear(width, classes);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = bn1.call(conv1.call(input)).relu_();
        return fc.call(x.mean([2L, 3L])).MoveToOuterDisposeScope();
    }

    protected override void RegisterComponents()
    {
        if (!registered)
        {
            registered = true;
            register_module("conv1", conv1);
            register_module("bn1", bn1);
            register_module("fc", fc);
        }
    }
}
