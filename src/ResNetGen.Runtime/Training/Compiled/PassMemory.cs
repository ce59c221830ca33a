using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ResNetGen.Engine.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.Training;

/// <summary>A tensor that libtorch keeps with its graph. When the graph ends, without a backward pass as well, the memory of a pass is given back.</summary>
internal static unsafe partial class PassMemory
{
    /// <summary>The tensor of a pass.</summary>
    public static Tensor Of(TrainingCall call)
    {
        // The tensor's only element is the handle of the call; nothing reads it but the function that libtorch calls in the end.
        var data = (nint*)NativeMemory.Alloc((nuint)sizeof(nint));
        *data = GCHandle.ToIntPtr(GCHandle.Alloc(call));
        long length = 1;
        var handle = THSTensor_new((nint)data, &Released, &length, 1, (sbyte)ScalarType.Int64, (sbyte)ScalarType.Int64, (int)DeviceType.CPU, 0, 0);
        if (handle == 0)
        {
            // Whether libtorch has released the data is not known, so they are not released here.
            CheckForErrors();
            throw new InvalidOperationException("libtorch made no tensor that keeps the memory of a pass.");
        }

        return Tensor.UnsafeCreateTensor(handle);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Released(nint data) => Release(data);

    private static void Release(nint data)
    {
        var handle = GCHandle.FromIntPtr(*(nint*)data);
        ((TrainingCall)handle.Target!).Dispose();
        handle.Free();
        NativeMemory.Free((void*)data);
    }

    [LibraryImport("LibTorchSharp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static partial nint THSTensor_new(
        nint data, delegate* unmanaged[Cdecl]<nint, void> deleter, long* sizes, int dimensions, sbyte scalarType, sbyte type, int deviceType, int deviceIndex, byte requiresGradient);
}
