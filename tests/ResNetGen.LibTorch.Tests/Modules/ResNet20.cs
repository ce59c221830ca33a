using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetGen.LibTorch.Tests.Modules;

/// <summary>ResNet-20 of He et al. 2015 with the shortcut that pads with zeros, written by hand as a user of TorchSharp would.</summary>
internal sealed class ResNet20 : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv1 = nn.Conv2d(3, 16, 3, padding: 1, bias: false);
    private readonly BatchNorm2d bn1 = nn.BatchNorm2d(16);
    private readonly Sequential layer1 = nn.Sequential(new Unit(16, 16), new Unit(16, 16), new Unit(16, 16));
    private readonly Sequential layer2 = nn.Sequential(new Unit(16, 32), new Unit(32, 32), new Unit(32, 32));
    private readonly Sequential layer3 = nn.Sequential(new Unit(32, 64), new Unit(64, 64), new Unit(64, 64));
    private readonly Linear linear = nn.Linear(64, 10);

    internal ResNet20() : base(nameof(ResNet20))
    {
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        x = bn1.call(conv1.call(x)).relu_();
        x = layer3.call(layer2.call(layer1.call(x)));
        return linear.call(x.mean([2, 3])).MoveToOuterDisposeScope();
    }

    private sealed class Unit : nn.Module<Tensor, Tensor>
    {
        private readonly Conv2d conv1;
        private readonly BatchNorm2d bn1;
        private readonly Conv2d conv2;
        private readonly BatchNorm2d bn2;
        private readonly long[]? _padding;

        internal Unit(int inputs, int outputs) : base(nameof(Unit))
        {
            conv1 = nn.Conv2d(inputs, outputs, 3, stride: outputs / inputs, padding: 1, bias: false);
            bn1 = nn.BatchNorm2d(outputs);
            conv2 = nn.Conv2d(outputs, outputs, 3, padding: 1, bias: false);
            bn2 = nn.BatchNorm2d(outputs);
            _padding = inputs == outputs ? null : [0, 0, 0, 0, (outputs - inputs) / 2, (outputs - inputs) / 2];
            RegisterComponents();
        }

        public override Tensor forward(Tensor x)
        {
            using var scope = NewDisposeScope();
            var y = bn1.call(conv1.call(x)).relu_();
            y = bn2.call(conv2.call(y));
            var shortcut = _padding is null ? x : nn.functional.pad(nn.functional.avg_pool2d(x, 1, 2), _padding);
            return y.add_(shortcut).relu_().MoveToOuterDisposeScope();
        }
    }
}
