using System;
using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace ResNetGen.Inference.Native;

/// <summary>A tensor that a step computes with, as <c>Weights</c> of <c>engine/program.h</c>.</summary>
internal readonly struct WeightsArgument
{
    /// <summary>Of a tensor, which has to be kept alive for as long as this is used.</summary>
    /// <param name="tensor">Contiguous, float32, on the CPU; null where the step does without.</param>
    /// <exception cref="ArgumentException">The tensor is another one.</exception>
    public WeightsArgument(Tensor? tensor)
    {
        if (tensor is null)
        {
            return;
        }

        if (tensor.device_type != TorchSharp.DeviceType.CPU || tensor.dtype != ScalarType.Float32 || tensor.dim() > Sizes.Most)
        {
            throw new ArgumentException($"Weights are float32 on the CPU, of at most {Sizes.Most} dimensions; these are {tensor.dtype} on {tensor.device}, of {tensor.dim()}.", nameof(tensor));
        }

        Data = EngineLibrary.DataOf(tensor);
        Dimensions = tensor.dim();
        var sizes = default(Sizes);
        tensor.shape.CopyTo(sizes);
        Shape = sizes;
    }

    /// <summary>Where its numbers begin; 0 for a tensor that there is not.</summary>
    public nint Data { get; }

    /// <summary>How many sizes count.</summary>
    public long Dimensions { get; }

    /// <summary>The sizes.</summary>
    public Sizes Shape { get; }

    /// <summary>Sizes of a tensor.</summary>
    [InlineArray(Most)]
    internal struct Sizes
    {
        /// <summary>How many there are at most.</summary>
        public const int Most = 4;

        private long first;
    }
}
