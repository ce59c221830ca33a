using System.Runtime.InteropServices;

namespace ResNetGen.LibTorch.Interop;

internal static partial class NativeMethods
{
    [LibraryImport(Library), SuppressGCTransition] internal static partial void rg_retain(nint self);

    [LibraryImport(Library)] internal static partial NativeBool rg_set_data(nint self, nint data);
}
