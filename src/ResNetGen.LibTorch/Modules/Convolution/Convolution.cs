using System;
using System.Linq;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What convolutions of one and two dimensions share: weight, bias and geometry.</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")]
    protected Parameter? _weight;

    [ComponentName(Name = "bias")]
    protected Parameter? _bias;

    protected long input_channels;

    /// <summary>The padding as nn.functional.pad takes it: last dimension first, before and after.</summary>
    protected long[] _reversed_padding_repeated_twice = [];

    private long[] _kernelSize = [];
    private long[] _stride = [];
    private long[] _padding = [];
    private long[] _dilation = [];

    /// <exception cref="ArgumentException">The channels do not divide into the groups, or the stride is not 1 where the padding is "same".</exception>
    protected Convolution(
        string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, Padding? padding_type, long[] dilation,
        bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null, ScalarType? dtype = null) : base(name)
    {
        if (groups <= 0 || in_channels % groups != 0 || out_channels % groups != 0)
        {
            throw new ArgumentException($"{in_channels} input and {out_channels} output channels cannot be divided into {groups} groups.", nameof(groups));
        }

        input_channels = in_channels;
        this.out_channels = out_channels;
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.dilation = dilation;
        this.transposed = transposed;
        this.output_padding = output_padding;
        this.groups = groups;
        this.padding_mode = padding_mode;
        if (padding_type is { } type)
        {
            SetPadding(type);
        }
        else
        {
            SetPadding(padding);
        }

        long[] shape = transposed ? [in_channels, out_channels / groups, .. kernel_size] : [out_channels, in_channels / groups, .. kernel_size];
        weight = new Parameter(empty(shape, dtype, device));
        this.bias = bias ? new Parameter(empty([out_channels], dtype, device)) : null;
        reset_parameters();
    }

    public Parameter weight
    {
        get => _weight!;
        set => SetParameter(ref _weight, value, nameof(weight));
    }

    public Parameter? bias
    {
        get => _bias;
        set => SetParameter(ref _bias, value, nameof(bias));
    }

    public long in_channels => input_channels;

    public long out_channels { get; }

    public long[] kernel_size
    {
        get => _kernelSize;
        set => _kernelSize = value ?? throw new ArgumentNullException(nameof(value));
    }

    public long[] stride
    {
        get => _stride;
        set => _stride = Extent.Of(value, kernel_size.Length, 1);
    }

    public long[] padding => _padding;

    public Padding? padding_type { get; private set; }

    public long[] dilation
    {
        get => _dilation;
        set => _dilation = Extent.Of(value, kernel_size.Length, 1);
    }

    public bool transposed { get; }

    public long[] output_padding { get; set; }

    public long groups { get; set; }

    public PaddingModes padding_mode { get; set; }

    /// <summary>Pads by these widths, one for each dimension.</summary>
    public void SetPadding(long[] padding)
    {
        padding_type = null;
        _padding = Extent.Of(padding, kernel_size.Length, 0);
        _reversed_padding_repeated_twice = _padding.Reverse().SelectMany(static width => new[] { width, width }).ToArray();
    }

    /// <summary>Pads to keep the size, or not at all.</summary>
    /// <exception cref="ArgumentException">The size can only be kept with stride 1.</exception>
    public void SetPadding(Padding padding)
    {
        if (padding == Padding.Same && stride.Any(static step => step != 1))
        {
            throw new ArgumentException($"Padding 'Same' keeps the size, and stride {string.Join(" x ", stride)} does not; use numbers.", nameof(padding));
        }

        SetPadding(new long[kernel_size.Length]);
        padding_type = padding;
        if (padding == Padding.Same)
        {
            // Where the total is odd, the extra row and column are at the end.
            _reversed_padding_repeated_twice = Enumerable.Range(1, kernel_size.Length)
                .Select(i => dilation[^i] * (kernel_size[^i] - 1)).SelectMany(static total => new[] { total / 2, total - total / 2 }).ToArray();
        }
    }

    /// <summary>Draws fresh weights: uniform, as PyTorch does (He et al. 2015 with a = √5, which is 1/√fan-in).</summary>
    public void reset_parameters()
    {
        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        if (bias is not null)
        {
            nn.init.uniform_by_fan_in_(bias, weight);
        }
    }

    /// <summary>Whether the input has that many dimensions, or one less and no batch, and the channels that the weight takes.</summary>
    protected bool ValidateShape(Tensor input, long dimensions)
    {
        ArgumentNullException.ThrowIfNull(input);
        var rank = input.dim();
        return (rank == dimensions || rank == dimensions - 1) && input.shape[rank - dimensions + 1] == input_channels;
    }

    private protected Tensor Convolve(Tensor input)
    {
        if (padding_mode is not (PaddingModes.Zeros or PaddingModes.Constant))
        {
            using var padded = nn.functional.pad(input, _reversed_padding_repeated_twice, padding_mode);
            return nn.functional.convolution(padded, weight, bias, _stride, Extent.Of(null, kernel_size.Length, 0), _dilation, groups);
        }

        return padding_type is { } type
            ? nn.functional.convolution(input, weight, bias, _stride, type, _dilation, groups)
            : nn.functional.convolution(input, weight, bias, _stride, _padding, _dilation, groups);
    }
}
