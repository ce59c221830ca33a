using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A multi-dimensional array of numbers of one type, on one device. Holds the address of libtorch's tensor and one reference to it, which
    /// <see cref="Dispose()"/> gives back at once, by hand or through the <see cref="DisposeScope"/> that owns the tensor.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private static long s_live;
        private static long s_peak;

        private nint _handle;

        /// <summary>The <see cref="DisposeScope"/> that the tensor is in, or its <see cref="LastResort"/>: it never has both.</summary>
        private object? _owner;

        /// <summary>Takes over the one reference that comes with a handle.</summary>
        internal Tensor(nint handle)
        {
            _handle = handle;
            CountUp();

            var thread = ThreadScopes.Current;
            if (thread.Innermost is { } scope)
            {
                scope.Add(this);
                thread.Statistics.TensorStatistics.CreatedInside++;
            }
            else
            {
                _owner = new LastResort(this);
                thread.Statistics.TensorStatistics.CreatedOutside++;
            }
        }

        /// <summary>Tensors alive in this process.</summary>
        public static long TotalCount => Volatile.Read(ref s_live);

        /// <summary>The largest <see cref="TotalCount"/> so far.</summary>
        public static long PeakCount => Volatile.Read(ref s_peak);

        /// <summary>The address of libtorch's tensor.</summary>
        /// <exception cref="ObjectDisposedException">The tensor was disposed.</exception>
        public nint Handle
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get
            {
                var handle = _handle;
                if (handle == 0)
                {
                    ThrowDisposed();
                }

                return handle;
            }
        }

        /// <summary>Whether the tensor was disposed.</summary>
        public bool IsInvalid => _handle == 0;

        internal DisposeScope? Scope
        {
            get => _owner as DisposeScope;
            set
            {
                SpareLastResort();
                _owner = value;
            }
        }

        /// <summary>The place in <see cref="Scope"/>.</summary>
        internal int ScopeSlot { get; set; }

        /// <summary>Takes over a handle, with the reference that comes with it.</summary>
        public static Tensor UnsafeCreateTensor(nint handle)
        {
            ArgumentOutOfRangeException.ThrowIfZero(handle);
            return new Tensor(handle);
        }

        /// <summary>Gives the reference back: native memory is freed at once if this was the last one.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Gives the handle away, with its reference; this object counts as disposed.</summary>
        public nint DecoupleFromNativeHandle()
        {
            var handle = TakeHandle();
            if (handle != 0)
            {
                LeaveScope();
                Interlocked.Decrement(ref s_live);
            }

            return handle;
        }

        /// <summary>Moves the tensor to the next scope outwards; out of the outermost, nobody owns it.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            Scope?.MoveTo(Scope.Outer, this);
            return this;
        }

        /// <summary>Moves the tensor to a given scope.</summary>
        public Tensor MoveToOtherDisposeScope(DisposeScope other)
        {
            ArgumentNullException.ThrowIfNull(other);
            if (Scope is null)
            {
                other.Attach(this);
            }
            else
            {
                Scope.MoveTo(other, this);
            }

            return this;
        }

        /// <summary>Moves the tensor to the scope of another tensor.</summary>
        public Tensor MoveToOtherDisposeScope(Tensor other)
        {
            ArgumentNullException.ThrowIfNull(other);
            return other.Scope is { } scope ? MoveToOtherDisposeScope(scope) : DetachFromDisposeScope();
        }

        /// <summary>Takes the tensor out of its scope: nobody owns it.</summary>
        public Tensor DetachFromDisposeScope()
        {
            Scope?.MoveTo(null, this);
            return this;
        }

        /// <inheritdoc cref="DetachFromDisposeScope"/>
        public Tensor DetatchFromDisposeScope() => DetachFromDisposeScope();

        /// <summary>Gives the reference back.</summary>
        /// <param name="disposing">Whether the scope that owns the tensor is to forget it.</param>
        protected virtual void Dispose(bool disposing)
        {
            var handle = TakeHandle();
            if (handle == 0)
            {
                return;
            }

            if (disposing)
            {
                LeaveScope();
            }

            Release(handle);
        }

        /// <summary>Disposes a tensor that its scope has let go of already.</summary>
        internal void DisposeByScope()
        {
            Scope = null;
            var handle = TakeHandle();
            if (handle != 0)
            {
                ThreadScopes.Current.Statistics.TensorStatistics.DisposedInside++;
                Release(handle);
            }
        }

        /// <summary>From now on no scope keeps the tensor reachable.</summary>
        internal void BecomeUnowned() => _owner ??= new LastResort(this);

        /// <summary>Gives the reference back on the finalizer's thread.</summary>
        internal void ReleaseUnowned() => Dispose(false);

        /// <summary>This tensor, which a call has changed, or the exception that it left.</summary>
        private Tensor Changed(bool succeeded, Tensor? a = null, Tensor? b = null)
        {
            Check(succeeded, this, a, b);
            return this;
        }

        /// <summary>The handle, which nobody else gets after this, or 0 when somebody did before.</summary>
        private nint TakeHandle()
        {
            SpareLastResort();
            return Interlocked.Exchange(ref _handle, 0);
        }

        private void SpareLastResort()
        {
            if (_owner is LastResort lastResort)
            {
                _owner = null;
                GC.SuppressFinalize(lastResort);
            }
        }

        private static void Release(nint handle)
        {
            rg_release(handle);
            Interlocked.Decrement(ref s_live);
        }

        private static void CountUp()
        {
            var live = Interlocked.Increment(ref s_live);
            var peak = Volatile.Read(ref s_peak);
            while (live > peak)
            {
                peak = Interlocked.CompareExchange(ref s_peak, live, peak);
            }
        }

        private void LeaveScope()
        {
            var thread = ThreadScopes.Current;
            if (Scope is not { } scope)
            {
                thread.Statistics.TensorStatistics.DisposedOutside++;
                return;
            }

            thread.Statistics.TensorStatistics.DisposedInside++;

            // Another thread leaves the empty shell where it is: the scope meets it when it closes.
            if (scope.IsOwnedBy(thread))
            {
                scope.Remove(this);
            }
        }

        private static void ThrowDisposed() =>
            throw new ObjectDisposedException(nameof(Tensor), "The tensor was disposed, by hand or with the dispose scope that owned it.");
    }
}
