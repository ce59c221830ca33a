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
                Append(new AffineStep(x, y, scale.Factor));
                OnBackward(y, gradient => Contribute(x, () => Append(new AffineStep(gradient, NewValue(), scale.Factor)).Output));
                break;
            case Pool pool:
                Append(new PoolStep(pool, x, y));
                OnBackward(y, gradient => Contribute(x, () => Append(new PoolGradientStep(pool, pool.IsMaximum, gradient, Kept(x), NewValue())).Output));
                break;
            case GlobalPool pool:
                Append(new GlobalPoolStep(pool.IsMaximum, x, y));
                OnBackward(y, gradient => Contribute(x, () => Append(new PoolGradientStep(null, pool.IsMaximum, gradient, pool.IsMaximum ? Kept(x) : x, NewValue())).Output));
                break;
            case Subsample subsample:
                Append(new SubsampleStep(x, y, subsample.Stride));
                OnBackward(y, gradient => Contribute(x, () => Append(new SpreadStep(subsample.Stride, gradient, x, NewValue())).Output));
                break;
            case PadChannels pad:
                Append(new PaddingStep(x, y, 0, 0, 0, 0, pad.Before, pad.After));
                OnBackward(y, gradient => Contribute(x, () => Append(new ChannelSliceStep(pad.Before, gradient, x, NewValue())).Output));
                break;
            case ZeroPad pad:
                Append(new PaddingStep(x, y, pad.Top, pad.Bottom, pad.Left, pad.Right, 0, 0));
                OnBackward(y, gradient => Contribute(x, () => Append(new CropStep(pad.Top, pad.Left, gradient, x, NewValue())).Output));
                break;
            case Concatenate join:
                Append(new ConcatenateStep(x, second, y));
                OnBackward(y, gradient =>
                {
                    Contribute(x, () => Append(new ChannelSliceStep(0, gradient, x, NewValue())).Output);
                    Contribute(second, () => Append(new ChannelSliceStep(graph.Shapes[join.First].Channels, gradient, second, NewValue())).Output);
                });
                break;
            case Flatten:
                Append(new FlattenStep(x, y));
                OnBackward(y, gradient => Contribute(x, () => Append(new UnflattenStep(gradient, x, NewValue())).Output));
                break;
            case StochasticDepth depth:
                state.SurvivalProbabilities[index] = depth.SurvivalProbability;
                Append(new StochasticDepthStep(state, index, depth.SurvivalProbability, x, y));
                OnBackward(y, gradient => Contribute(x, () => Append(new StochasticDepthStep(state, index, depth.SurvivalProbability, gradient, NewValue())).Output));
                break;
            case Dropout dropout:
                Append(new DropoutStep(state, index, dropout.Rate, x, y));
                OnBackward(y, gradient => Contribute(x, () => Append(new DropoutStep(state, index, dropout.Rate, gradient, NewValue())).Output));
                break;
            default:
                throw new NotSupportedException($"Compiled training has no gradient of {operation.GetType().Name}.");
        }
    }
}
