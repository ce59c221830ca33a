using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.LibTorch.Tests.Tensors;

/// <summary>Random numbers: the same from the same seed, and PyTorch's.</summary>
public class RandomTests
{
    [Fact]
    public void A_seed_gives_PyTorchs_numbers()
    {
        using var scope = NewDisposeScope();
        manual_seed(42).Dispose();

        // torch.manual_seed(42); torch.rand(3); torch.randn(2); torch.randint(0, 100, (3,)); torch.randperm(5)
        Assert.True(rand(3).allclose(tensor([0.88226926f, 0.91500396f, 0.38286376f])));
        Assert.True(randn(2).allclose(tensor([-0.829319179f, -1.61370695f])));
        Assert.Equal([24, 50, 13], randint(100, new long[] { 3 }).data<long>().ToArray());
        Assert.Equal([3, 0, 4, 1, 2], randperm(5).data<long>().ToArray());
    }

    [Fact]
    public void A_generator_of_its_own_leaves_the_others_alone()
    {
        using var scope = NewDisposeScope();
        using var a = new Generator(7);
        using var b = new Generator(7);
        manual_seed(1).Dispose();
        using var expected = rand(4);
        manual_seed(1).Dispose();

        Assert.True(rand(4, generator: a).Equals(rand(4, generator: b)));
        Assert.True(rand(4).Equals(expected));
        Assert.Equal(7, a.initial_seed());
    }

    [Fact]
    public void A_state_is_taken_up_again()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        var state = generator.get_state();
        var first = randn(5, generator: generator);
        generator.set_state(state);

        Assert.True(randn(5, generator: generator).Equals(first));

        var global = get_rng_state();
        var drawn = rand(2);
        set_rng_state(global);
        Assert.True(rand(2).Equals(drawn));
    }

    [Fact]
    public void Filling_in_place_follows_the_generator()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(0).manual_seed(5);

        var uniform = empty(1000).uniform_(2, 3, generator);
        var normal = empty(10000).normal_(1, 2, generator);
        var zerosAndOnes = empty(10000).bernoulli_(0.25, generator);

        Assert.True(uniform.min().ToSingle() >= 2 && uniform.max().ToSingle() <= 3);
        Assert.Equal(1, normal.mean().ToDouble(), 0.1);
        Assert.Equal(2, normal.std().ToDouble(), 0.1);
        Assert.Equal(0.25, zerosAndOnes.mean().ToDouble(), 0.02);
        Assert.Equal([3], multinomial(tensor([0f, 0f, 0f, 1f]), 1).data<long>().ToArray());
    }
}
