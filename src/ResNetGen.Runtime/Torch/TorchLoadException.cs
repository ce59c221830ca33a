using System;

namespace ResNetGen.Torch;

/// <summary>
/// libtorch or TorchSharp's native library cannot be loaded. The message names the file, repeats what the loader said and says what to do.
/// </summary>
public sealed class TorchLoadException : DllNotFoundException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">The file, the loader's words and what to do.</param>
    /// <param name="inner">The loader's exception, if it threw one.</param>
    public TorchLoadException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
