using System;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Until it is disposed, operations of this thread are not recorded.</summary>
    public static IDisposable no_grad() => new GradMode(false);

    /// <summary>Until it is disposed, operations of this thread are recorded, or not.</summary>
    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    /// <inheritdoc cref="enable_grad"/>
    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    /// <summary>Until it is disposed, operations of this thread are not recorded, and their results can never be part of a graph: cheaper than <see cref="no_grad"/>.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    /// <summary>Whether this thread records operations.</summary>
    public static bool is_grad_enabled() => rg_is_grad_enabled();

    /// <summary>Whether this thread is in <see cref="inference_mode"/>.</summary>
    public static bool is_inference_mode_enabled() => rg_is_inference_mode();

    private sealed class GradMode : IDisposable
    {
        private readonly bool _before = rg_is_grad_enabled();

        internal GradMode(bool enabled) => rg_set_grad_enabled(enabled);

        public void Dispose() => rg_set_grad_enabled(_before);
    }

    private sealed class InferenceMode : IDisposable
    {
        private nint _handle;

        internal InferenceMode(bool enabled)
        {
            _handle = rg_inference_mode_enter(enabled);
            Check(_handle != 0);
        }

        public void Dispose()
        {
            if (_handle != 0)
            {
                rg_inference_mode_leave(_handle);
                _handle = 0;
            }
        }
    }
}
