using System;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Zeros and ones, an element being the probability of a one.</summary>
        public Tensor bernoulli(Generator? generator = null) => Filled(Result(rg_bernoulli(Handle, HandleOf(generator)), this), generator);

        /// <summary>Fills with zeros and ones, <paramref name="p"/> being the probability of a one.</summary>
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Filled(Changed(rg_bernoulli_(Handle, p, HandleOf(generator))), generator);

        /// <summary>Fills with random numbers, uniform in a range.</summary>
        public Tensor uniform_(double from, double to, Generator? generator = null) =>
            Filled(Changed(rg_uniform_(Handle, from, to, HandleOf(generator))), generator);

        /// <summary>Fills with random numbers, normal with the given mean and standard deviation.</summary>
        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null) =>
            Filled(Changed(rg_normal_(Handle, mean, std, HandleOf(generator))), generator);

        /// <summary>Fills with random whole numbers of a range, <paramref name="to"/> excluded.</summary>
        public Tensor random_(double from, double to, Generator? generator = null) =>
            Filled(Changed(rg_random_(Handle, (long)from, (long)to, HandleOf(generator))), generator);

        /// <summary>Positions drawn with the elements as weights, for each row.</summary>
        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Filled(Result(rg_multinomial(Handle, num_samples, replacement, HandleOf(generator)), this), generator);

        private static Tensor Filled(Tensor result, Generator? generator)
        {
            GC.KeepAlive(generator);
            return result;
        }
    }
}
