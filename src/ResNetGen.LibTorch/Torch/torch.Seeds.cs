namespace TorchSharp;

public static partial class torch
{
    /// <summary>Seeds libtorch's generators of every device.</summary>
    /// <returns>The processor's generator.</returns>
    public static Generator manual_seed(long seed)
    {
        Check(rg_manual_seed((ulong)seed));
        return Generator.Default;
    }

    /// <summary>Seeds libtorch's generators from the machine, and tells the seed.</summary>
    public static long seed()
    {
        using var generator = Generator.Default;
        var seed = generator.seed();
        Check(rg_manual_seed((ulong)seed));
        return seed;
    }

    /// <summary>The seed that libtorch's numbers for the processor started from.</summary>
    public static long initial_seed()
    {
        using var generator = Generator.Default;
        return generator.initial_seed();
    }

    /// <summary>The state of libtorch's generator for the processor, as a tensor of bytes.</summary>
    public static Tensor get_rng_state()
    {
        using var generator = Generator.Default;
        return generator.get_state();
    }

    /// <summary>Takes up a state from <see cref="get_rng_state"/>.</summary>
    public static void set_rng_state(Tensor new_state)
    {
        using var generator = Generator.Default;
        generator.set_state(new_state);
    }

    /// <summary>libtorch's own generator for the processor.</summary>
    public static class random
    {
        /// <inheritdoc cref="torch.manual_seed"/>
        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        /// <inheritdoc cref="torch.seed"/>
        public static long seed() => torch.seed();

        /// <inheritdoc cref="torch.initial_seed"/>
        public static long initial_seed() => torch.initial_seed();

        /// <inheritdoc cref="torch.get_rng_state"/>
        public static Tensor get_rng_state() => torch.get_rng_state();

        /// <inheritdoc cref="torch.set_rng_state"/>
        public static void set_rng_state(Tensor new_state) => torch.set_rng_state(new_state);
    }
}
