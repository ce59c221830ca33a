using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]

namespace ResNetGen.LibTorch.Interop;

/// <summary>
/// The C interface of <c>native/</c>, one file a subject. Tensors cross as addresses: arguments are borrowed, results carry a reference.
/// Failure is a null result or <see langword="false"/>; <see cref="Native"/> turns it into an exception.
/// </summary>
internal static partial class NativeMethods
{
    internal const string Library = "resnetgen_torch";

    static NativeMethods() => NativeLibraryLoader.Register();
}
