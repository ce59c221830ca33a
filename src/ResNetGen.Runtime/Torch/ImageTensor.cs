using System;
using ResNetGen.Engine.Planning;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.Torch;

/// <summary>Tensors of images, as the engine reads them.</summary>
internal static class ImageTensor
{
    /// <summary>Refuses tensors that are no images for a network.</summary>
    /// <param name="info">What is known of the network.</param>
    /// <param name="images">The tensor.</param>
    /// <param name="type">The type that the network computes in.</param>
    /// <exception cref="ArgumentException">The tensor is none.</exception>
    public static void Require(NetworkInfo info, Tensor images, ScalarType type)
    {
        var shape = images.shape;
        if (shape.Length != 4)
        {
            throw new ArgumentException($"{info.Name} takes batches of images, N x {info.Input}; this tensor has the shape [{string.Join(", ", shape)}].", nameof(images));
        }

        if (shape[1] != info.Input.Channels)
        {
            throw new ArgumentException($"{info.Name} takes images of {info.Input.Channels} channels; these have {shape[1]} channels.", nameof(images));
        }

        if (images.dtype != type)
        {
            throw new ArgumentException($"{info.Name} computes in {type}; these images are {images.dtype}: images.to(ScalarType.{type}) converts them.", nameof(images));
        }
    }

    /// <summary>Where images lie. The tensor must be kept alive while they are read.</summary>
    /// <exception cref="ArgumentException">They are not on the CPU.</exception>
    public static unsafe ImageSource Source(Tensor images)
    {
        if (images.device_type != DeviceType.CPU || images.is_sparse)
        {
            throw new ArgumentException($"The images are on {images.device}, and the network computes on the CPU: images.cpu() copies them.", nameof(images));
        }

        var (shape, strides) = (images.shape, images.stride());
        return new ImageSource
        {
            Data = TensorAddress.Of(images), ImageStride = strides[0], ChannelStride = strides[1], RowStride = strides[2], ColumnStride = strides[3],
            Count = checked((int)shape[0]), Channels = (int)shape[1], Height = checked((int)shape[2]), Width = checked((int)shape[3]),
        };
    }
}
