using System;
using System.Runtime.InteropServices;

namespace ResNetGen.Torch;

/// <summary>
/// What libtorch can do and TorchSharp does not offer, by the functions that libtorch exports to C++ programs. Their names follow the Itanium C++ ABI, so that
/// they are found on Linux and macOS; elsewhere, and in a libtorch without such a function, the answer is that it is not there.
/// </summary>
internal static unsafe class LibTorch
{
    private static readonly delegate* unmanaged<void*> GlobalContext = (delegate* unmanaged<void*>)Find("_ZN2at13globalContextEv");
    private static readonly delegate* unmanaged<void*, byte, void> SetUserEnabledNnpack = (delegate* unmanaged<void*, byte, void>)Find("_ZN2at7Context20setUserEnabledNNPACKEb");
    private static readonly delegate* unmanaged<CppString*, CppString*> GetCpuCapability = (delegate* unmanaged<CppString*, CppString*>)Find("_ZN2at18get_cpu_capabilityB5cxx11Ev");
    private static readonly delegate* unmanaged<sbyte, byte> IsAutocastEnabledFunction = (delegate* unmanaged<sbyte, byte>)Find("_ZN2at8autocast19is_autocast_enabledEN3c1010DeviceTypeE");
    private static readonly delegate* unmanaged<sbyte, byte, void> SetAutocastEnabledFunction = (delegate* unmanaged<sbyte, byte, void>)Find("_ZN2at8autocast20set_autocast_enabledEN3c1010DeviceTypeEb");
    private static readonly delegate* unmanaged<sbyte, sbyte, void> SetAutocastDtype = (delegate* unmanaged<sbyte, sbyte, void>)Find("_ZN2at8autocast18set_autocast_dtypeEN3c1010DeviceTypeENS1_10ScalarTypeE");
    private static readonly delegate* unmanaged<int> IncrementNesting = (delegate* unmanaged<int>)Find("_ZN2at8autocast17increment_nestingEv");
    private static readonly delegate* unmanaged<int> DecrementNesting = (delegate* unmanaged<int>)Find("_ZN2at8autocast17decrement_nestingEv");
    private static readonly delegate* unmanaged<void> ClearAutocastCache = (delegate* unmanaged<void>)Find("_ZN2at8autocast11clear_cacheEv");

    /// <summary>Whether mixed precision is there.</summary>
    public static bool HasAutocast =>
        IsAutocastEnabledFunction != null && SetAutocastEnabledFunction != null && SetAutocastDtype != null && IncrementNesting != null && DecrementNesting != null && ClearAutocastCache != null;

    /// <summary>The instruction set that libtorch's own kernels use, such as <c>AVX2</c>; null where it does not tell.</summary>
    public static string? CpuCapability
    {
        get
        {
            // How a std::string is returned is known here for one platform only. The words are so short that they lie in the string itself.
            if (GetCpuCapability == null || !OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            {
                return null;
            }

            CppString text;
            GetCpuCapability(&text);
            return Marshal.PtrToStringUTF8((nint)text.Data, (int)text.Length);
        }
    }

    /// <summary>Keeps libtorch from trying NNPACK, which fails on many machines and is tried anew, with a warning, at each convolution of a single image.</summary>
    public static void DisableNnpack()
    {
        if (GlobalContext != null && SetUserEnabledNnpack != null)
        {
            SetUserEnabledNnpack(GlobalContext(), 0);
        }
    }

    /// <summary>Whether this thread computes in mixed precision.</summary>
    /// <param name="deviceType">libtorch's number of the device type: 0 for the CPU, 1 for CUDA.</param>
    public static bool IsAutocastEnabled(int deviceType) => HasAutocast && IsAutocastEnabledFunction((sbyte)deviceType) != 0;

    /// <summary>Begins mixed precision in bfloat16 on this thread.</summary>
    /// <param name="deviceType">libtorch's number of the device type.</param>
    public static void EnterAutocast(int deviceType)
    {
        const sbyte BFloat16 = 15;
        SetAutocastDtype((sbyte)deviceType, BFloat16);
        SetAutocastEnabledFunction((sbyte)deviceType, 1);
        _ = IncrementNesting();
    }

    /// <summary>Ends what <see cref="EnterAutocast"/> began.</summary>
    /// <param name="deviceType">libtorch's number of the device type.</param>
    /// <param name="before">Whether the thread was in mixed precision before.</param>
    public static void LeaveAutocast(int deviceType, bool before)
    {
        SetAutocastEnabledFunction((sbyte)deviceType, before ? (byte)1 : (byte)0);

        // The cache has the weights in bfloat16. It must not outlive the step that changes them.
        if (DecrementNesting() == 0)
        {
            ClearAutocastCache();
        }
    }

    private static void* Find(string function)
    {
        return !OperatingSystem.IsWindows() && NativeLibrary.TryLoad(OperatingSystem.IsMacOS() ? "libtorch_cpu.dylib" : "libtorch_cpu.so", out var library)
            && NativeLibrary.TryGetExport(library, function, out var address)
            ? (void*)address
            : null;
    }

    // libstdc++'s std::string.
    [StructLayout(LayoutKind.Sequential, Size = 32)]
    private struct CppString
    {
        public byte* Data;
        public nint Length;
    }
}
