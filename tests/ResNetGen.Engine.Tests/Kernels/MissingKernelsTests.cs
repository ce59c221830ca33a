using ResNetGen.Engine.Kernels;

namespace ResNetGen.Engine.Tests.Kernels;

public sealed class MissingKernelsTests
{
    private const string Obstacle = "The processor has no AVX-512 instructions on bfloat16 (avx512_bf16).";

    [Theory]
    [InlineData(null)]
    [InlineData("AVX-512")]
    public void A_processor_without_bfloat16_is_named_with_what_works(string? name) => Assert.Equal(
        "bfloat16 is not available here. The processor has no AVX-512 instructions on bfloat16 (avx512_bf16). DType.Float32 works on every processor.",
        MissingKernels.MessageFor(name, isBFloat16: true, [], Obstacle, null));

    [Fact]
    public void A_processor_on_which_NET_uses_no_512_bit_vectors_is_named_too() => Assert.Equal(
        "bfloat16 is not available here. .NET uses no 512-bit vectors on this processor. DType.Float32 works on every processor.",
        MissingKernels.MessageFor(null, isBFloat16: true, [], null, null));

    [Fact]
    public void Instructions_without_bfloat16_are_named_with_those_that_have_it() => Assert.Equal(
        "bfloat16 is not computed with the instructions 'AVX2'; there are: AVX-512.",
        MissingKernels.MessageFor("AVX2", isBFloat16: true, ["AVX-512"], null, null));

    [Fact]
    public void Instructions_that_the_program_is_compiled_without_are_not_blamed_on_the_processor()
    {
        Assert.Equal("Compiled without AVX2.", MissingKernels.MessageFor("AVX2", isBFloat16: false, ["128-bit"], Obstacle, "Compiled without AVX2."));
        Assert.Equal("There are no instructions 'AVX2' here; there are: 128-bit.", MissingKernels.MessageFor("AVX2", isBFloat16: false, ["128-bit"], Obstacle, null));
    }
}
