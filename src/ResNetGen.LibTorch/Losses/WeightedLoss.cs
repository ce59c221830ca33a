namespace TorchSharp;

/// <summary>A loss with weights. They move with the loss. The caller's tensor may be disposed: the loss holds on to the data by itself.</summary>
public abstract class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>
{
    public WeightedLoss(torch.Tensor? weight = null, torch.nn.Reduction reduction = torch.nn.Reduction.Mean) : base(reduction)
    {
        if (weight is not null)
        {
            ConditionallyRegisterBuffer(nameof(weight), weight.Share(), persistent: false);
        }
    }

    public torch.Tensor? weight => get_buffer(nameof(weight));
}
