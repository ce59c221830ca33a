using System;
using System.Linq;
using ResNetGen.Data;
using ResNetGen.Inference;
using ResNetGen.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.Training;

/// <summary>Where and how the batches of a network are computed.</summary>
internal sealed class Placement
{
    private readonly Device device;
    private readonly bool channelsLast;

    /// <summary>That of a network: on its own device, which is that of its first parameter.</summary>
    public Placement(nn.Module network)
    {
        device = network is InferenceNetwork inference ? inference.Device : network.parameters().FirstOrDefault()?.device ?? CPU;

        // Other modules may look at numbers by their places in memory.
        channelsLast = IsCpu && network is IGeneratedNetwork;
    }

    /// <summary>Sees to it that the network can be computed in a precision here.</summary>
    /// <exception cref="NotSupportedException">The torch has no such precision.</exception>
    public void Require(Precision precision)
    {
        if (precision == Precision.Mixed)
        {
            new Autocast(device).Dispose();
        }
    }

    /// <summary>The scores of a batch, in float32.</summary>
    /// <exception cref="NotSupportedException">The torch has no such precision.</exception>
    public Tensor Scores(nn.Module<Tensor, Tensor> network, Batch batch, Precision precision)
    {
        // What was compiled rounds by itself.
        if (precision == Precision.Full || network is CompiledNetwork)
        {
            return network.call(Images(batch));
        }

        using var autocast = new Autocast(device);
        return network.call(Images(batch)).@float();
    }

    private bool IsCpu => device.type == DeviceType.CPU;

    /// <summary>The images as the network computes them best; the tensor itself where it is so already.</summary>
    public Tensor Images(Batch batch) => channelsLast ? ImageLayout.ChannelsLast(batch.Images) : OnDevice(batch.Images);

    /// <summary>The labels on the network's device; the tensor itself where it is there already.</summary>
    public Tensor Labels(Batch batch) => OnDevice(batch.Labels);

    /// <summary>The labels of what is mixed in, on the network's device; the tensor itself where it is there already.</summary>
    public Tensor MixedLabels(Batch batch) => OnDevice(batch.MixedLabels);

    /// <summary>A tensor of the CPU on a device; the tensor itself where it is there already.</summary>
    public static Tensor On(Device device, Tensor tensor) => device.type == DeviceType.CPU ? tensor : tensor.empty_like(null, device).copy_(tensor);

    private Tensor OnDevice(Tensor tensor) => On(device, tensor);
}
