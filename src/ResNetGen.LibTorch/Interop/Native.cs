using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;

namespace ResNetGen.LibTorch.Interop;

/// <summary>
/// How a call crosses to libtorch: <c>Result(rg_add(Borrow(a), Borrow(b)), a, b)</c>. The tensors named after the call
/// stay alive until it has returned, and give their shapes to the message when it has failed.
/// </summary>
internal static class Native
{
    /// <summary>The address of a tensor for the length of one call.</summary>
    /// <exception cref="ArgumentNullException">There is no tensor.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static nint Borrow([NotNull] torch.Tensor? tensor, [CallerArgumentExpression(nameof(tensor))] string? name = null)
    {
        if (tensor is null)
        {
            ThrowNull(name);
        }

        return tensor.Handle;
    }

    /// <summary>The address of a tensor that may be absent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static nint BorrowOrNull(torch.Tensor? tensor) => tensor is null ? 0 : tensor.Handle;

    /// <summary>The addresses of several tensors.</summary>
    internal static nint[] Borrow([NotNull] IReadOnlyCollection<torch.Tensor>? tensors, [CallerArgumentExpression(nameof(tensors))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(tensors, name);
        var handles = new nint[tensors.Count];
        var i = 0;
        foreach (var tensor in tensors)
        {
            handles[i++] = Borrow(tensor, name);
        }

        return handles;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Number Borrow([NotNull] Scalar? scalar, [CallerArgumentExpression(nameof(scalar))] string? name = null)
    {
        if (scalar is null)
        {
            ThrowNull(name);
        }

        return scalar.Value;
    }

    /// <summary>The tensor that a call gave, or the exception that it left.</summary>
    /// <exception cref="ExternalException">libtorch refused.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static torch.Tensor Result(nint handle, torch.Tensor? a = null, torch.Tensor? b = null, torch.Tensor? c = null)
    {
        if (handle == 0)
        {
            Throw(a, b, c);
        }

        var result = new torch.Tensor(handle);
        KeepAlive(a, b, c);
        return result;
    }

    /// <inheritdoc cref="Result(nint, torch.Tensor?, torch.Tensor?, torch.Tensor?)"/>
    internal static torch.Tensor Result(nint handle, IEnumerable<torch.Tensor> arguments)
    {
        if (handle == 0)
        {
            Throw(arguments);
        }

        var result = new torch.Tensor(handle);
        GC.KeepAlive(arguments);
        return result;
    }

    /// <summary>A tensor that a call gave, or null where none is a fair answer.</summary>
    internal static torch.Tensor? ResultOrNull(nint handle) => handle == 0 ? null : new torch.Tensor(handle);

    /// <summary>Throws the exception that a failed call left.</summary>
    /// <exception cref="ExternalException">libtorch refused.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Check(bool succeeded, torch.Tensor? a = null, torch.Tensor? b = null, torch.Tensor? c = null)
    {
        if (!succeeded)
        {
            Throw(a, b, c);
        }

        KeepAlive(a, b, c);
    }

    /// <inheritdoc cref="Check(bool, torch.Tensor?, torch.Tensor?, torch.Tensor?)"/>
    internal static void Check(bool succeeded, IEnumerable<torch.Tensor> arguments)
    {
        if (!succeeded)
        {
            Throw(arguments);
        }

        GC.KeepAlive(arguments);
    }

    /// <summary>The tensors of a native list, which is freed.</summary>
    /// <exception cref="ExternalException">libtorch refused.</exception>
    internal static unsafe torch.Tensor[] Results(nint* handles, long count, params torch.Tensor[] arguments)
    {
        if (handles == null)
        {
            Throw(arguments);
        }

        var results = new torch.Tensor[count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = new torch.Tensor(handles[i]);
        }

        rg_free((nint)handles);
        GC.KeepAlive(arguments);
        return results;
    }

    /// <summary>The two tensors that a call has written, or the exception that it left.</summary>
    /// <exception cref="ExternalException">libtorch refused.</exception>
    internal static (torch.Tensor First, torch.Tensor Second) Pair(bool succeeded, ReadOnlySpan<nint> handles, torch.Tensor argument)
    {
        Check(succeeded, argument);
        return (new torch.Tensor(handles[0]), new torch.Tensor(handles[1]));
    }

    /// <summary>A yes or no that may have failed: 1, 0 or -1.</summary>
    /// <exception cref="ExternalException">libtorch refused.</exception>
    internal static bool Answer(int answer, torch.Tensor a, torch.Tensor b)
    {
        Check(answer >= 0, a, b);
        return answer == 1;
    }

    /// <summary>The argument itself, which must be there.</summary>
    /// <exception cref="ArgumentNullException">It is not.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Present<T>([NotNull] T? argument, [CallerArgumentExpression(nameof(argument))] string? name = null)
        where T : class
    {
        if (argument is null)
        {
            ThrowNull(name);
        }

        return argument;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void KeepAlive(torch.Tensor? a, torch.Tensor? b, torch.Tensor? c)
    {
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(c);
    }

    [DoesNotReturn]
    private static void ThrowNull(string? name) => throw new ArgumentNullException(name);

    [DoesNotReturn]
    private static void Throw(torch.Tensor? a, torch.Tensor? b, torch.Tensor? c) => Throw(new[] { a, b, c }.OfType<torch.Tensor>());

    [DoesNotReturn]
    private static void Throw(IEnumerable<torch.Tensor> arguments)
    {
        var message = Marshal.PtrToStringUTF8(rg_last_error()) ?? "";
        var shapes = string.Join(", ", arguments.Select(Describe));
        throw new ExternalException(shapes.Length == 0 ? message : $"{message}\narguments: {shapes}");
    }

    private static string Describe(torch.Tensor tensor) => $"[{string.Join(", ", tensor.shape)}] {tensor.dtype.ToString().ToLowerInvariant()}";
}
