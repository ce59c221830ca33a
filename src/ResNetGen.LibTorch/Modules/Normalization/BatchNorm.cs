using System;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Batch normalization (Ioffe and Szegedy 2015).</summary>
public abstract class BatchNorm : NormBase
{
    public BatchNorm(
        long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
    {
    }

    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ValidateInputDimensions(input);
        var useBatch = training || running_mean is null || running_var is null;
        var moved = training && track_running_stats;
        return nn.functional.batch_norm(
            input, !training || moved ? running_mean : null, !training || moved ? running_var : null, weight, bias, moved ? num_batches_tracked : null,
            useBatch, momentum ?? -1, eps);
    }
}
