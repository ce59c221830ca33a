using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using ResNetGen.Engine.Inference;
using ResNetGen.Engine.Planning;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.Inference;

/// <summary>Computes a network in float32 or bfloat16 on the CPU by the engine, on the memory of TorchSharp's tensors.</summary>
internal sealed partial class SessionEngine(InferenceSession session) : IInferenceEngine
{
    public string Name => session.Instructions;

    public string? FallbackReason => session.FallbackReason;

    public Tensor Run(Tensor images)
    {
        var source = SourceOf(images);
        var shape = session.OutputFor(source.Height, source.Width);
        var result = shape.Height == 0
            ? empty([source.Count, shape.Channels], dtype: ScalarType.Float32)
            : empty([source.Count, shape.Channels, shape.Height, shape.Width], dtype: ScalarType.Float32);
        try
        {
            unsafe
            {
                session.Run(source, (float*)DataOf(result));
            }
        }
        catch
        {
            result.Dispose();
            throw;
        }

        GC.KeepAlive(images);
        return result;
    }

    public IReadOnlyList<StepTime> Profile(Tensor images, int runs)
    {
        var steps = session.Profile(SourceOf(images), runs);
        GC.KeepAlive(images);
        return [.. steps.Select(step => new StepTime(step.Step, step.Milliseconds, step.Macs))];
    }

    public string Explain(int images) => session.Explain(images);

    public void Dispose() => session.Dispose();

    private static unsafe ImageSource SourceOf(Tensor images)
    {
        if (images.device_type != DeviceType.CPU || images.is_sparse)
        {
            throw new ArgumentException($"The images are on {images.device}, and the network computes on the CPU: images.cpu() copies them.", nameof(images));
        }

        var (shape, strides) = (images.shape, images.stride());
        return new ImageSource
        {
            Data = (float*)DataOf(images), ImageStride = strides[0], ChannelStride = strides[1], RowStride = strides[2], ColumnStride = strides[3],
            Count = checked((int)shape[0]), Channels = (int)shape[1], Height = checked((int)shape[2]), Width = checked((int)shape[3]),
        };
    }

    // The pointer of a tensor of any strides, its offset included.
    private static nint DataOf(Tensor tensor) => THSTensor_data(tensor.Handle);

    [LibraryImport("LibTorchSharp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static partial nint THSTensor_data(nint handle);
}
