using System.Runtime.InteropServices;

namespace ResNetGen.LibTorch.Interop;

internal static partial class NativeMethods
{
    [LibraryImport(Library)] internal static partial nint rg_last_error();
    [LibraryImport(Library)] internal static partial nint rg_version();
    [LibraryImport(Library)] internal static partial nint rg_configuration();
    [LibraryImport(Library)] internal static partial int rg_get_num_threads();
    [LibraryImport(Library)] internal static partial int rg_get_num_interop_threads();
    [LibraryImport(Library)] internal static partial NativeBool rg_set_num_threads(int threads);
    [LibraryImport(Library)] internal static partial NativeBool rg_set_num_interop_threads(int threads);
    [LibraryImport(Library)] internal static partial NativeBool rg_has_mkldnn();
    [LibraryImport(Library)] internal static partial NativeBool rg_has_mkl();
    [LibraryImport(Library)] internal static partial NativeBool rg_has_lapack();
    [LibraryImport(Library)] internal static partial NativeBool rg_cuda_is_available();
    [LibraryImport(Library)] internal static partial int rg_cuda_device_count();
    [LibraryImport(Library)] internal static partial NativeBool rg_cudnn_is_available();
    [LibraryImport(Library)] internal static partial NativeBool rg_cuda_synchronize(int index);
    [LibraryImport(Library)] internal static partial NativeBool rg_autocast_enter(NativeBool cuda);
    [LibraryImport(Library), SuppressGCTransition] internal static partial NativeBool rg_autocast_is_entered(NativeBool cuda);
    [LibraryImport(Library)] internal static partial NativeBool rg_autocast_leave(NativeBool cuda);
}
