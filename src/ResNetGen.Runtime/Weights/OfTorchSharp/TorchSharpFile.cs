using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using static TorchSharp.torch;

namespace ResNetGen.Weights.OfTorchSharp;

/// <summary>Weights as TorchSharp's <c>module.save</c> writes them; <c>module.load</c> reads what this writes.</summary>
public static class TorchSharpFile
{
    /// <summary>Writes tensors under their names. The file is there whole or not at all.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="tensors">The tensors, on any device and in any layout.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        AtomicFile.Write(path, stream =>
        {
            using var scope = NewDisposeScope();
            using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
            nn.Module.save_state_dict(writer, tensors.ToDictionary(pair => pair.Key, pair => pair.Value.detach().cpu().contiguous()));
        });
    }
}
