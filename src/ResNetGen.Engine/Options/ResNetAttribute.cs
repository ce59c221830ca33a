using System;

namespace ResNetGen;

/// <summary>
/// Makes a partial class a residual network. The generator writes its layers, its <c>forward</c> and its <c>Info</c>; with
/// <see cref="NetworkTarget.Inference"/> it writes a class for inference alone, which needs no TorchSharp.
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
///
/// [ResNet("resnet50", Classes = 10)]
/// public partial class Flowers;
///
/// [ResNet("resnet20", Target = NetworkTarget.Inference)]
/// public partial class Deployed;
///
/// [ResNet(Units = new[] { 3, 4, 6 }, Widths = new[] { 256, 512, 1024 }, Unit = Unit.Bottleneck, Activation = Activation.Pre)]
/// public partial class Own;
/// </code></example>
[AttributeUsage(AttributeTargets.Class, Inherited = false, AllowMultiple = false)]
public sealed class ResNetAttribute : Attribute
{
    /// <summary>A network that the properties describe: by its version and depth, or by its stages.</summary>
    public ResNetAttribute()
    {
    }

    /// <summary>A network by name, of which the properties say what differs.</summary>
    /// <param name="family">The name, as in <c>"resnet50"</c>; docs/spec.md lists them.</param>
    public ResNetAttribute(string family) => Family = family;

    /// <summary>The name of the network from which this one differs; null for none.</summary>
    public string? Family { get; }

    /// <summary>The paper: 1 (He et al., 2015) or 2 (He et al., 2016); it needs depth, or the units of its stages. Without it: none.</summary>
    public int Version { get; set; }

    /// <summary>The number of layers of a version, from which the units of its stages follow. Without it: none.</summary>
    public int Depth { get; set; }

    /// <summary>The shape of an image: channels, height, width. Without it: 3 x 32 x 32.</summary>
    public string? Input { get; set; }

    /// <summary>How many scores the network gives for an image. Without it: 10.</summary>
    public int Classes { get; set; }

    /// <summary>The kind of class to write: for training (the default) or for inference alone.</summary>
    public NetworkTarget Target { get; set; }

    /// <summary>The convolutions of a unit. Without it: basic.</summary>
    public Unit Unit { get; set; }

    /// <summary>The order of a unit's layers: He et al. (2016), figure 4. Without it: post.</summary>
    public Activation Activation { get; set; }

    /// <summary>The function of all activations. Without it: relu.</summary>
    public Nonlinearity Nonlinearity { get; set; }

    /// <summary>The slope of a leaky ReLU below 0. Without it: 0.01.</summary>
    public double Slope { get; set; }

    /// <summary>Rows and columns of the kernels of units that are not 1 x 1. Without it: 3.</summary>
    public int Kernel { get; set; }

    /// <summary>The width of a bottleneck unit for one inner channel; a dense unit has the inverse, 0.25. Without it: 4.</summary>
    public double Expansion { get; set; }

    /// <summary>In how many groups the 3 x 3 convolution of a bottleneck unit works: its cardinality. Without it: 1.</summary>
    public int Groups { get; set; }

    /// <summary>The inner channels of a group in the first stage; they grow as the stages' widths do. Without it: as the inner width.</summary>
    public int BaseWidth { get; set; }

    /// <summary>How the groups are computed: Xie et al. (2017), figure 3. Without it: grouped.</summary>
    public GroupForm Form { get; set; }

    /// <summary>The share of numbers that dropout between a unit's convolutions sets to 0 in training. Without it: 0.</summary>
    public double Dropout { get; set; }

    /// <summary>Which convolutions of units and shortcuts have a bias. Without it: none; all where there are no norms.</summary>
    public Bias Bias { get; set; }

    /// <summary>How convolutions are padded. Without it: symmetric.</summary>
    public PaddingKind Padding { get; set; }

    /// <summary>Which convolution of a bottleneck unit takes the stride. Without it: middle.</summary>
    public StridedConvolution StridedConvolution { get; set; }

    /// <summary>Which unit of a stage takes the stride. Without it: first.</summary>
    public StridedUnit StridedUnit { get; set; }

    /// <summary>Whether the very first unit has no norm and activation in front, because the stem ends with them. Without it: false.</summary>
    public bool Bare { get; set; }

    /// <summary>The share of the channels that the transition behind a stage gives, in a network that concatenates. Without it: 0.5.</summary>
    public double Compression { get; set; }

    /// <summary>The image's size for one row of the last feature map; later strides become dilation. Without it: the product of all strides.</summary>
    public int OutputStride { get; set; }

    /// <summary>How the weights of convolutions start: He et al. (2015, arXiv:1502.01852). Without it: he-fan-out.</summary>
    public Initialization Initialization { get; set; }

    /// <summary>Whether the last norm of each unit starts at 0: Goyal et al. (2017), section 5.1. Without it: false.</summary>
    public bool ZeroLastNorm { get; set; }

    /// <summary>The most parameters that the network should have; more is a warning. Without it: none.</summary>
    public int Budget { get; set; }

    /// <summary>Rows and columns of the kernel of each convolution. Without it: 3.</summary>
    public int StemKernel { get; set; }

    /// <summary>The channels that the convolution gives; a list for several convolutions. Without it: the inner width of the first stage.</summary>
    public int[]? StemWidths { get; set; }

    /// <summary>The stride of the first convolution. Without it: 1.</summary>
    public int StemStride { get; set; }

    /// <summary>Whether the convolutions have a bias. Without it: true where bias is all.</summary>
    public bool StemBias { get; set; }

    /// <summary>Whether a norm follows the last convolution. Without it: false where units start with a norm.</summary>
    public bool StemNorm { get; set; }

    /// <summary>Whether an activation follows it. Without it: false where units start with an activation.</summary>
    public bool StemActivation { get; set; }

    /// <summary>The share of numbers that dropout behind it sets to 0 in training. Without it: 0.</summary>
    public double StemDropout { get; set; }

    /// <summary>How a window becomes one number. Without it: none.</summary>
    public PoolKind StemPool { get; set; }

    /// <summary>Rows and columns of the window. Without it: 3.</summary>
    public int StemPoolKernel { get; set; }

    /// <summary>How many positions it moves on. Without it: 2.</summary>
    public int StemPoolStride { get; set; }

    /// <summary>Rows and columns added on each side, at most half the window. Without it: half the window, rounded down.</summary>
    public int StemPoolPadding { get; set; }

    /// <summary>Whether a window that does not fit whole is taken too. Without it: false.</summary>
    public bool StemPoolCeiling { get; set; }

    /// <summary>How many residual units it has, one value a stage. Without it: from depth, or an error.</summary>
    public int[]? Units { get; set; }

    /// <summary>The channels that each unit gives; with concatenation, adds, one value a stage. Without it: inner times expansion, or an error.</summary>
    public int[]? Widths { get; set; }

    /// <summary>The channels that the 3 x 3 of a bottleneck unit works on, one value a stage. Without it: width divided by expansion.</summary>
    public int[]? Inners { get; set; }

    /// <summary>The stride of one of its units, one value a stage. Without it: 1 in the first stage, 2 in the others; 1 with concatenation.</summary>
    public int[]? Strides { get; set; }

    /// <summary>The distance between the positions that its 3 x 3 kernels look at, one value a stage. Without it: 1.</summary>
    public int[]? Dilations { get; set; }

    /// <summary>The convolutions of its units, one value a stage. Without it: the network's.</summary>
    public Unit[]? StageUnits { get; set; }

    /// <summary>What passes the whole stage by, one value a stage. Without it: none.</summary>
    public StageShortcut[]? Arounds { get; set; }

    /// <summary>What passes a unit by where it changes the shape. Without it: projection.</summary>
    public Shortcut Shortcut { get; set; }

    /// <summary>What passes a unit by where it keeps the shape: He et al. (2016), table 1. Without it: identity.</summary>
    public PlainShortcut ShortcutPlain { get; set; }

    /// <summary>What a projection of a pre-activation unit takes. Without it: activated.</summary>
    public ProjectionSource ShortcutSource { get; set; }

    /// <summary>Whether a norm follows a projection. Without it: false in pre-activation units, else true.</summary>
    public bool ShortcutNorm { get; set; }

    /// <summary>Whether the first unit of a stage projects even where it keeps the shape. Without it: false.</summary>
    public bool ShortcutFirst { get; set; }

    /// <summary>Where channels of zeros go. Without it: both.</summary>
    public ZeroChannels ShortcutZeros { get; set; }

    /// <summary>The constant of a scaled shortcut; the residual counts by what is left of 1. Without it: 0.5.</summary>
    public double ShortcutScale { get; set; }

    /// <summary>Where the bias of a gate starts. Without it: -6.</summary>
    public double ShortcutGateBias { get; set; }

    /// <summary>The share of numbers that dropout on the shortcut sets to 0 in training. Without it: 0.5.</summary>
    public double ShortcutDropout { get; set; }

    /// <summary>The normalization between layers. Without it: batch.</summary>
    public NormKind Norm { get; set; }

    /// <summary>In how many groups group normalization looks at the channels. Without it: 32.</summary>
    public int NormGroups { get; set; }

    /// <summary>What is added to a variance. Without it: 1e-5.</summary>
    public double NormEpsilon { get; set; }

    /// <summary>The share of a new batch in the running statistics, as PyTorch counts it; Keras' 0.99 is 0.01. Without it: 0.1.</summary>
    public double NormMomentum { get; set; }

    /// <summary>What weighs the channels of a unit before the addition. Without it: none.</summary>
    public Attention Attention { get; set; }

    /// <summary>The channels of the unit for one between the two layers of squeeze and excitation. Without it: 16.</summary>
    public int AttentionReduction { get; set; }

    /// <summary>The probability that the last unit is computed in training. Without it: 1.</summary>
    public double Survival { get; set; }

    /// <summary>How the probability depends on the unit's place. Without it: linear.</summary>
    public SurvivalRule SurvivalRule { get; set; }

    /// <summary>L2 on kernels of convolutions. Without it: 0.</summary>
    public double DecayConvolutions { get; set; }

    /// <summary>L2 on matrices of linear layers. Without it: 0.</summary>
    public double DecayDense { get; set; }

    /// <summary>L2 on scales and shifts of norms. Without it: 0.</summary>
    public double DecayNorms { get; set; }

    /// <summary>What it gives. Without it: classifier.</summary>
    public HeadKind Head { get; set; }

    /// <summary>Whether norm and activation come first. Without it: true where units start with an activation.</summary>
    public bool HeadNorm { get; set; }

    /// <summary>How the last feature map becomes a vector. Without it: average.</summary>
    public HeadPool HeadPool { get; set; }

    /// <summary>Rows and columns of the window. Without it: 8.</summary>
    public int HeadWindow { get; set; }

    /// <summary>The widths of linear layers with activation before the last. Without it: none.</summary>
    public int[]? HeadDense { get; set; }

    /// <summary>Whether a norm follows each of them. Without it: false.</summary>
    public bool HeadDenseNorm { get; set; }

    /// <summary>The share of numbers that dropout behind each of them sets to 0 in training. Without it: 0.</summary>
    public double HeadDenseDropout { get; set; }

    /// <summary>The share of numbers that dropout before the last layer sets to 0 in training. Without it: 0.</summary>
    public double HeadDropout { get; set; }

    /// <summary>The size of an encoder's latent vector. Without it: 128.</summary>
    public int HeadLatent { get; set; }

    /// <summary>Whose keys they are, but for what the others say. Without it: torchvision.</summary>
    public Keys Keys { get; set; }

    /// <summary>The keys of the layers of units: stage counts from 1, unit from 0 in its stage, number from 0 through all stages. Without it: that of the style.</summary>
    public string? UnitKeys { get; set; }

    /// <summary>What layer is for layers of units, by their names in the class. Without it: the names of the class.</summary>
    public string[]? UnitLayerKeys { get; set; }

    /// <summary>The keys of the network's other layers, by their names in the class. Without it: the names of the class.</summary>
    public string[]? LayerKeys { get; set; }
}
