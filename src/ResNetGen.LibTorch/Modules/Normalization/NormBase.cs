using System;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What norms with running statistics share.</summary>
public abstract class NormBase : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")]
    private Parameter? _weight;

    [ComponentName(Name = "bias")]
    private Parameter? _bias;

    [ComponentName(Name = "running_mean")]
    private Tensor? _runningMean;

    [ComponentName(Name = "running_var")]
    private Tensor? _runningVariance;

    [ComponentName(Name = "num_batches_tracked")]
    private Tensor? _batches;

    /// <param name="num_features">The channels.</param>
    /// <param name="eps">Added to the variance.</param>
    /// <param name="momentum">The share of a new batch in the running statistics; null for the average over all batches.</param>
    /// <param name="affine">Whether there is a weight and a bias for each channel.</param>
    /// <param name="track_running_stats">Whether there are running statistics.</param>
    /// <param name="device">Null for the default device.</param>
    /// <param name="dtype">Null for the default type.</param>
    /// <param name="name">The module's name.</param>
    public NormBase(
        long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name) : base(name)
    {
        this.num_features = num_features;
        this.eps = eps;
        this.momentum = momentum;
        this.affine = affine;
        this.track_running_stats = track_running_stats;
        if (affine)
        {
            weight = new Parameter(ones(num_features, dtype, device));
            bias = new Parameter(zeros(num_features, dtype, device));
        }

        if (track_running_stats)
        {
            running_mean = zeros(num_features, dtype, device);
            running_var = ones(num_features, dtype, device);
            num_batches_tracked = zeros([], ScalarType.Int64, device);
        }
    }

    public long num_features { get; }

    public double eps { get; set; }

    public double? momentum { get; set; }

    public bool affine { get; }

    public bool track_running_stats { get; }

    public Parameter? weight
    {
        get => _weight;
        set => SetParameter(ref _weight, value, nameof(weight));
    }

    public Parameter? bias
    {
        get => _bias;
        set => SetParameter(ref _bias, value, nameof(bias));
    }

    public Tensor? running_mean
    {
        get => _runningMean;
        set => SetBuffer(ref _runningMean, value, nameof(running_mean));
    }

    public Tensor? running_var
    {
        get => _runningVariance;
        set => SetBuffer(ref _runningVariance, value, nameof(running_var));
    }

    public Tensor? num_batches_tracked
    {
        get => _batches;
        set => SetBuffer(ref _batches, value, nameof(num_batches_tracked));
    }

    /// <summary>Mean 0, variance 1, no batch seen.</summary>
    public void reset_running_stats()
    {
        running_mean?.zero_();
        running_var?.fill_(1);
        num_batches_tracked?.zero_();
    }

    /// <summary>Weight 1, bias 0, and <see cref="reset_running_stats"/>.</summary>
    public void reset_parameters()
    {
        reset_running_stats();
        if (weight is not null)
        {
            nn.init.ones_(weight);
        }

        if (bias is not null)
        {
            nn.init.zeros_(bias);
        }
    }

    /// <summary>Refuses an input of a rank that the norm is not made for.</summary>
    /// <exception cref="ArgumentException">It has that rank.</exception>
    protected abstract void ValidateInputDimensions(Tensor input);
}
