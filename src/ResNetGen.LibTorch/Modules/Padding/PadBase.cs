using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What padding modules share.</summary>
public abstract class PadBase : ParameterLessModule<Tensor, Tensor>
{
    private readonly PaddingModes _mode;

    /// <param name="name">The module's name.</param>
    /// <param name="mode">What stands beyond the border.</param>
    /// <param name="value">The value of constant padding.</param>
    /// <param name="padding">A pair (before, after) for each dimension, the last dimension first.</param>
    protected PadBase(string name, PaddingModes mode, double value, params long[] padding) : base(name)
    {
        _mode = mode;
        this.value = value;
        this.padding = padding;
    }

    public double value { get; set; }

    public long[] padding { get; set; }

    public override Tensor forward(Tensor input) => nn.functional.pad(input, padding, _mode, value);
}
