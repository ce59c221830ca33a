namespace TorchSharp;

public static partial class torch
{
    /// <inheritdoc cref="cuda.is_available"/>
    public static bool cuda_is_available() => cuda.is_available();

    /// <summary>CUDA devices, where this libtorch has CUDA and the machine such a device.</summary>
    public static class cuda
    {
        /// <summary>Whether there is a CUDA device that this libtorch can use.</summary>
        public static bool is_available() => device_count() > 0;

        /// <summary>How many CUDA devices this libtorch can use.</summary>
        public static int device_count() => rg_cuda_device_count();

        /// <summary>Whether cuDNN is there.</summary>
        public static bool is_cudnn_available() => rg_cudnn_is_available();

        /// <summary>Seeds the generators of every device.</summary>
        public static void manual_seed(long seed) => Check(rg_manual_seed((ulong)seed));

        /// <inheritdoc cref="manual_seed"/>
        public static void manual_seed_all(long seed) => manual_seed(seed);

        /// <summary>Waits until a device (the first where none is named) has done all its work.</summary>
        public static void synchronize(Device? device = null) => Check(rg_cuda_synchronize((device ?? CUDA).index));
    }
}
