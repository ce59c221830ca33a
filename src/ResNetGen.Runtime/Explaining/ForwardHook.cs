using System;
using static TorchSharp.torch;

namespace ResNetGen.Explaining;

/// <summary>Looks at what a module gives, or gives something in its place, until it is disposed of.</summary>
internal sealed class ForwardHook : IDisposable
{
    private readonly Action remove;

    /// <summary>Begins.</summary>
    /// <param name="module">The module; it has to be called by <c>call</c>.</param>
    /// <param name="give">From what it was given and what it gives to what is given in its place.</param>
    public ForwardHook(nn.Module<Tensor, Tensor> module, Func<Tensor, Tensor, Tensor> give) =>
        remove = module.register_forward_hook((_, input, output) => give(input, output)).remove;

    /// <summary>Ends.</summary>
    public void Dispose() => remove();
}
