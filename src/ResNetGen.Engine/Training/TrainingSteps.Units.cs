using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Planning.Steps;
using ResNetGen.Engine.Training.Steps;

namespace ResNetGen.Engine.Training;

/// <content>Activations, gates and attention.</content>
internal sealed partial class TrainingSteps
{
    private void ForwardActivation(ActivationStep activation, int channels, int x, int y)
    {
        Append(new AffineStep(x, y, 1)).Epilogue.After = activation;
        OnBackward(y, gradient => Contribute(x, () => Append(new ActivationGradientStep(activation, channels, gradient, Kept(x), NewValue())).Output));
    }

    private void ForwardGate(Gate gate, int residual, int shortcut, int opening, int y)
    {
        Append(new GateStep(residual, shortcut, opening, gate.IsExclusive, y));
        OnBackward(y, gradient =>
        {
            var (ofResidual, ofShortcut, ofOpening) = (NewValue(), NewValue(), NewValue());
            Append(new GateGradientStep(gradient, Kept(residual), Kept(shortcut), Kept(opening), gate.IsExclusive, ofResidual, ofShortcut, ofOpening));
            Contribute(residual, () => ofResidual);
            Contribute(shortcut, () => ofShortcut);
            Contribute(opening, () => ofOpening);
        });
    }

    // The means of the channels, two layers over them, and the channels scaled.
    private void ForwardAttention(SqueezeExcitation attention, int x, int y)
    {
        var (means, squeezed, active, excited) = (ForwardMeans(x), NewValue(), NewValue(), NewValue());
        ForwardLayer(LayerOf("fc1", attention.Channels, attention.SqueezedChannels), isLinear: true, means, squeezed, trains: true);
        ForwardActivation(new ActivationStep(ActivationFunction.Relu), attention.SqueezedChannels, squeezed, active);
        ForwardLayer(LayerOf("fc2", attention.SqueezedChannels, attention.Channels), isLinear: true, active, excited, trains: true);
        ForwardScales(excited, attention.Channels, x, y);

        Conv2d LayerOf(string name, int from, int to) => new(0, from, to, 1, 1, 0, 1, 1, true) { Key = $"{attention.Key}.{name}" };
    }

    private void ForwardAttention(EfficientChannelAttention attention, int x, int y)
    {
        var (means, convolved, weight) = (ForwardMeans(x), NewValue(), Tensor(attention, "conv.weight"));
        Append(new ChannelConvolutionForwardStep(weight, attention.Kernel, means, convolved));
        OnBackward(convolved, gradient =>
            Contribute(means, () => AppendTraining(new ChannelConvolutionGradientStep(weight, attention.Kernel, gradient, means, NewValue()), weight).Output));
        ForwardScales(convolved, graph.Shapes[y].Channels, x, y);
    }

    private int ForwardMeans(int x)
    {
        var means = Append(new GlobalPoolStep(isMaximum: false, x, NewValue())).Output;
        OnBackward(means, gradient => Contribute(x, () => Append(new PoolGradientStep(null, isMaximum: false, gradient, x, NewValue())).Output));
        return means;
    }

    private void ForwardScales(int before, int channels, int x, int y)
    {
        var scales = NewValue();
        ForwardActivation(new ActivationStep(ActivationFunction.Sigmoid), channels, before, scales);
        Append(new ChannelScaleStep(x, scales, y));
        OnBackward(y, gradient =>
        {
            Contribute(scales, () => Append(new ScaleGradientStep(gradient, Kept(x), scales, NewValue())).Output);
            Contribute(x, () => Append(new ChannelScaleStep(gradient, scales, NewValue())).Output);
        });
    }
}
