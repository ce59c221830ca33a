using System;

namespace ResNetGen;

/// <summary>
/// Makes a partial class a residual network. The generator writes its layers, its <c>forward</c> and its <c>Info</c>.
/// </summary>
/// <remarks>
/// <para>
/// Version 1 is the post-activation network of He, Zhang, Ren and Sun, "Deep Residual Learning for Image Recognition" (2015,
/// arXiv:1512.03385), section 4.2: two 3 x 3 convolutions a unit, n units in each of three stages of 16, 32 and 64 channels, shortcuts
/// without parameters. Its depth is 6n + 2: 8, 14, 20, 32, 44, 56, 110, 1202.
/// </para>
/// <para>
/// Version 2 is the pre-activation bottleneck network of He, Zhang, Ren and Sun, "Identity Mappings in Deep Residual Networks" (2016,
/// arXiv:1603.05027), appendix: 1 x 1, 3 x 3 and 1 x 1 convolutions a unit, n units in each of three stages of 64, 128 and 256 channels.
/// Its depth is 9n + 2: 11, 20, 29, 110, 164, 1001.
/// </para>
/// </remarks>
/// <example><code>
/// [ResNet(Version = 2, Depth = 164)]
/// public partial class Cifar164;
/// </code></example>
[AttributeUsage(AttributeTargets.Class, Inherited = false, AllowMultiple = false)]
public sealed class ResNetAttribute : Attribute
{
    /// <summary>The paper's order of layers: 1 activates after the addition (2015), 2 before the convolutions (2016).</summary>
    public int Version { get; set; }

    /// <summary>The count of layers with weights: 6n + 2 in version 1, 9n + 2 in version 2, n being the units of a stage.</summary>
    public int Depth { get; set; }

    /// <summary>The count of scores the network gives for an image. 10 where it is not set, as in CIFAR-10.</summary>
    public int Classes { get; set; } = 10;

    /// <summary>An image's channels, height and width, as in <c>"3x32x32"</c>, which is also what it is where it is not set.</summary>
    public string? Input { get; set; }
}
