using System;
using System.Runtime.InteropServices;
using ResNetGen.Native;
using ResNetGen.Torch;
using static TorchSharp.torch;

namespace ResNetGen.Inference.Native;

/// <summary>The native library of the inference engine, which is built for Linux on x64: the functions of <c>engine/programs.cpp</c>. It may be missing.</summary>
internal static partial class EngineLibrary
{
    private const string Engine = "resnetgen_engine";
    private const string LibTorchSharp = "LibTorchSharp";

    private static readonly Lazy<nint> Handle = new(Load);

    // The libraries are registered before any function of them is called. TorchSharp finds its own in a way that is not open to others; loaded it is already.
    static EngineLibrary()
    {
        MachineLibrary.Register(Engine, () => Handle.Value);
        MachineLibrary.Register(LibTorchSharp, () => NativeLibrary.Load($"lib{LibTorchSharp}.so"));
    }

    /// <summary>Whether the program has it, and the system can load it.</summary>
    /// <exception cref="TorchLoadException">libtorch, which is loaded first, is missing or damaged.</exception>
    internal static bool IsThere => Handle.Value != 0;

    /// <summary>The error message of this thread's last failed call, as a sentence.</summary>
    internal static string LastError
    {
        get
        {
            var text = Marshal.PtrToStringUTF8(rg_last_error())!;
            return text.Length == 0 ? "The inference engine failed." : $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
        }
    }

    /// <summary>Where a tensor's numbers begin. It has to be kept alive for as long as they are looked at.</summary>
    internal static nint DataOf(Tensor tensor) => THSTensor_data(tensor.Handle);

    [LibraryImport(Engine, StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool rg_program_has(string? instructions, [MarshalAs(UnmanagedType.U1)] bool bfloat16);

    [LibraryImport(Engine, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint rg_program_begin(string? instructions, [MarshalAs(UnmanagedType.U1)] bool bfloat16);

    [LibraryImport(Engine)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool rg_program_append(ProgramHandle program, ReadOnlySpan<long> step, long length, ReadOnlySpan<WeightsArgument> weights, long count);

    [LibraryImport(Engine)]
    internal static partial nint rg_program_complete(ProgramHandle program, long buffers, long output);

    [LibraryImport(Engine)]
    internal static partial void rg_program_abandon(nint program);

    [LibraryImport(Engine)]
    internal static partial long rg_program_shape(ProgramHandle program, long height, long width, Span<long> shape);

    [LibraryImport(Engine)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool rg_program_run(ProgramHandle program, nint images, ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides, int threads, nint to);

    [LibraryImport(Engine)]
    internal static partial nint rg_program_profile(ProgramHandle program, nint images, ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides, int threads, long runs);

    [LibraryImport(Engine)]
    internal static partial void rg_program_free(nint program);

    [LibraryImport(Engine)]
    private static partial nint rg_last_error();

    [LibraryImport(LibTorchSharp)]
    private static partial nint THSTensor_data(nint handle);

    // Behind libtorch, whose OpenMP it takes by its name. The other way round each would have threads of its own, and they would wait for each other's processors:
    // a call then takes 10 ms and more.
    private static nint Load()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            return 0;
        }

        TorchLoader.Load();
        return NativeLibrary.TryLoad($"lib{Engine}.so", typeof(EngineLibrary).Assembly, null, out var handle) ? handle : 0;
    }
}
