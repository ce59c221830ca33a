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
        AppendForward(y, (read, to) => new AffineStep(read(x), to, 1) { Epilogue = { After = activation } });
        OnBackward(y, gradient => Contribute(x, () => Append(new ActivationGradientStep(activation, channels, gradient, Kept(x), NewValue())).Output));
    }

    private void ForwardGate(Gate gate, int residual, int shortcut, int opening, int y)
    {
        AppendForward(y, (read, to) => new GateStep(read(residual), read(shortcut), read(opening), gate.IsExclusive, to));
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
        AppendForward(convolved, (read, to) => new ChannelConvolutionForwardStep(weight, attention.Kernel, read(means), to));
        OnBackward(convolved, gradient =>
            Contribute(means, () => AppendTraining(new ChannelConvolutionGradientStep(weight, attention.Kernel, gradient, Kept(means), NewValue()), weight).Output));
        ForwardScales(convolved, graph.Shapes[y].Channels, x, y);
    }

    private int ForwardMeans(int x)
    {
        var means = NewValue();
        AppendForward(means, (read, to) => new GlobalPoolStep(isMaximum: false, read(x), to));
        OnBackward(means, gradient => Contribute(x, () => Append(new PoolGradientStep(null, isMaximum: false, gradient, x, NewValue())).Output));
        return means;
    }

    private void ForwardScales(int before, int channels, int x, int y)
    {
        var scales = NewValue();
        ForwardActivation(new ActivationStep(ActivationFunction.Sigmoid), channels, before, scales);
        AppendForward(y, (read, to) => new ChannelScaleStep(read(x), read(scales), to));
        OnBackward(y, gradient =>
        {
            Contribute(scales, () => Append(new ScaleGradientStep(gradient, Kept(x), Kept(scales), NewValue())).Output);
            Contribute(x, () => Append(new ChannelScaleStep(gradient, Kept(scales), NewValue())).Output);
        });
    }
}
