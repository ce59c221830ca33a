using ResNetGen.Core.Findings;

namespace ResNetGen.Core.Specs;

/// <summary>One network as written, in an attribute or in a <c>.resnet.json</c> file. What the text leaves out is null.</summary>
/// <param name="Place">The network's mark in the text, for what concerns the whole of it: the attribute, or the opening brace.</param>
/// <param name="ClassName">The class, where the specification names it.</param>
/// <param name="Namespace">The class's namespace, where the specification names it.</param>
/// <param name="Version">1 for post-activation and basic units, 2 for pre-activation and bottleneck units.</param>
/// <param name="Depth">Layers with weights on the longest path.</param>
/// <param name="Classes">How many scores the network gives for an image.</param>
/// <param name="Input">The images that it takes.</param>
public sealed record NetworkSpec(
    Place Place,
    Written<string>? ClassName,
    Written<string>? Namespace,
    Written<int>? Version,
    Written<int>? Depth,
    Written<int>? Classes,
    WrittenShape? Input);
