using System;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Gives back what it gets, as an object of its own.</summary>
public sealed class Identity : ParameterLessModule<Tensor, Tensor>
{
    internal Identity() : base(nameof(Identity))
    {
    }

    public override Tensor forward(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.Share();
    }
}
