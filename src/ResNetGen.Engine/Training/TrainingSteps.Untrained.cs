using System;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Planning.Steps;
using ResNetGen.Engine.Training.Steps;

namespace ResNetGen.Engine.Training;

/// <content>Operations without tensors.</content>
internal sealed partial class TrainingSteps
{
    private void ForwardUntrained(Operation operation, int index, int x, int second)
    {
        var y = index + 1;
        switch (operation)
        {
            case Scale scale:
                AppendForward(y, (read, to) => new AffineStep(read(x), to, scale.Factor));
                OnBackward(y, gradient => Contribute(x, () => Append(new AffineStep(gradient, NewValue(), scale.Factor)).Output));
                break;
            case Pool pool:
                AppendForward(y, (read, to) => new PoolStep(pool, read(x), to));
                OnBackward(y, gradient => Contribute(x, () => Append(new PoolGradientStep(pool, pool.IsMaximum, gradient, Kept(x), NewValue())).Output));
                break;
            case GlobalPool pool:
                AppendForward(y, (read, to) => new GlobalPoolStep(pool.IsMaximum, read(x), to));
                OnBackward(y, gradient => Contribute(x, () => Append(new PoolGradientStep(null, pool.IsMaximum, gradient, pool.IsMaximum ? Kept(x) : x, NewValue())).Output));
                break;
            case Subsample subsample:
                AppendForward(y, (read, to) => new SubsampleStep(read(x), to, subsample.Stride));
                OnBackward(y, gradient => Contribute(x, () => Append(new SpreadStep(subsample.Stride, gradient, x, NewValue())).Output));
                break;
            case PadChannels pad:
                AppendForward(y, (read, to) => new PaddingStep(read(x), to, 0, 0, 0, 0, pad.Before, pad.After));
                OnBackward(y, gradient => Contribute(x, () => Append(new ChannelSliceStep(pad.Before, gradient, x, NewValue())).Output));
                break;
            case ZeroPad pad:
                AppendForward(y, (read, to) => new PaddingStep(read(x), to, pad.Top, pad.Bottom, pad.Left, pad.Right, 0, 0));
                OnBackward(y, gradient => Contribute(x, () => Append(new CropStep(pad.Top, pad.Left, gradient, x, NewValue())).Output));
                break;
            case Concatenate join:
                AppendForward(y, (read, to) => new ConcatenateStep(read(x), read(second), to));
                OnBackward(y, gradient =>
                {
                    Contribute(x, () => Append(new ChannelSliceStep(0, gradient, x, NewValue())).Output);
                    Contribute(second, () => Append(new ChannelSliceStep(graph.Shapes[join.First].Channels, gradient, second, NewValue())).Output);
                });
                break;
            case Flatten:
                AppendForward(y, (read, to) => new FlattenStep(read(x), to));
                OnBackward(y, gradient => Contribute(x, () => Append(new UnflattenStep(gradient, x, NewValue())).Output));
                break;
            case StochasticDepth depth:
                state.SurvivalProbabilities[index] = depth.SurvivalProbability;
                AppendForward(y, (read, to) => new StochasticDepthStep(state, index, depth.SurvivalProbability, read(x), to));
                OnBackward(y, gradient => Contribute(x, () => Append(new StochasticDepthStep(state, index, depth.SurvivalProbability, gradient, NewValue())).Output));
                break;
            case Dropout dropout:
                AppendForward(y, (read, to) => new DropoutStep(state, index, dropout.Rate, read(x), to));
                OnBackward(y, gradient => Contribute(x, () => Append(new DropoutStep(state, index, dropout.Rate, gradient, NewValue())).Output));
                break;
            default:
                throw new NotSupportedException($"Compiled training has no gradient of {operation.GetType().Name}.");
        }
    }
}
