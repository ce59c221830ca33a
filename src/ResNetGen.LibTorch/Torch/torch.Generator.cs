using System;
using System.Threading;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers with a state of its own.</summary>
    public class Generator : IDisposable
    {
        private nint _handle;

        /// <param name="seed">Where the numbers start.</param>
        /// <param name="device">The device whose tensors it fills; the processor where none is named.</param>
        public Generator(ulong seed = 0, Device? device = null) : this(Create(seed, device ?? CPU), device ?? CPU)
        {
        }

        private Generator(nint handle, Device device)
        {
            _handle = handle;
            this.device = device;
        }

        ~Generator() => Dispose(false);

        /// <summary>libtorch's own generator for the processor.</summary>
        public static Generator Default
        {
            get
            {
                var handle = rg_generator_default();
                Check(handle != 0);
                return new Generator(handle, CPU);
            }
        }

        /// <summary>The device whose tensors it fills.</summary>
        public Device device { get; }

        /// <summary>The address of libtorch's generator.</summary>
        /// <exception cref="ObjectDisposedException">The generator was disposed.</exception>
        public nint Handle
        {
            get
            {
                ObjectDisposedException.ThrowIf(_handle == 0, this);
                return _handle;
            }
        }

        /// <summary>Starts over from a seed.</summary>
        public Generator manual_seed(long seed)
        {
            Checked(rg_generator_manual_seed(Handle, (ulong)seed));
            return this;
        }

        /// <summary>Starts over from a seed of the machine's, and tells it.</summary>
        public long seed()
        {
            Checked(rg_generator_seed(Handle, out var seed));
            return (long)seed;
        }

        /// <summary>The seed that the numbers started from.</summary>
        public long initial_seed()
        {
            Checked(rg_generator_initial_seed(Handle, out var seed));
            return (long)seed;
        }

        /// <summary>A copy of the state, as a tensor of bytes.</summary>
        public Tensor get_state()
        {
            var state = Result(rg_generator_get_state(Handle));
            GC.KeepAlive(this);
            return state;
        }

        /// <summary>Takes up a state from <see cref="get_state"/>.</summary>
        public void set_state(Tensor value)
        {
            Check(rg_generator_set_state(Handle, Borrow(value)), value);
            GC.KeepAlive(this);
        }

        /// <summary>Frees the generator.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Frees the generator.</summary>
        protected virtual void Dispose(bool disposing)
        {
            var handle = Interlocked.Exchange(ref _handle, 0);
            if (handle != 0)
            {
                rg_generator_release(handle);
            }
        }

        private static nint Create(ulong seed, Device device)
        {
            var handle = rg_generator_new(seed, (int)device.type, device.index);
            Check(handle != 0);
            return handle;
        }

        private void Checked(bool succeeded)
        {
            Check(succeeded);
            GC.KeepAlive(this);
        }
    }

    private static nint HandleOf(Generator? generator) => generator?.Handle ?? 0;
}
