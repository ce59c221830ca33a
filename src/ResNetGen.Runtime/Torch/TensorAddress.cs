using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace ResNetGen.Torch;

/// <summary>Where the elements of tensors on the CPU lie in memory. The tensor must be kept alive while they are read.</summary>
internal static partial class TensorAddress
{
    /// <summary>The address of the first element, whatever the tensor's strides.</summary>
    public static unsafe float* Of(Tensor tensor) => (float*)THSTensor_data(tensor.Handle);

    [LibraryImport("LibTorchSharp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static partial nint THSTensor_data(nint handle);
}
