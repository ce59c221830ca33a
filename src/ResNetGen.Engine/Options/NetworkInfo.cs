using System.Collections.Generic;

namespace ResNetGen;

/// <summary>What the compiler knows of a network. Each generated class has it as its static <c>Info</c>.</summary>
/// <param name="Name">The name of the network's class.</param>
/// <param name="Version">1 for post-activation (He et al., 2015), 2 for pre-activation (He et al., 2016), 0 for others.</param>
/// <param name="Depth">Layers with weights on the longest path: the convolutions, and the classifier.</param>
/// <param name="Input">The images that it takes.</param>
/// <param name="Output">What it gives for an image: scores, a latent vector (its length as channels, without rows and columns) or a feature map.</param>
/// <param name="Classes">How many scores it gives for an image; 0 where it gives something else.</param>
/// <param name="Parameters">How many numbers are trained. Running statistics are not counted.</param>
/// <param name="MultiplyAdds">Multiply-adds of convolutions and linear layers for one image.</param>
/// <param name="Decay">How much of the squared weights the specification adds to the loss.</param>
/// <param name="Classifier">The key of the linear layer that gives the scores; null where the network gives something else.</param>
/// <param name="Variant">
/// What weights do not show of it: choices that change its scores and neither a key nor a shape, such as <c>stridedConvolution first</c>, which is v1, and
/// <c>middle</c>, which is v1.5.
/// </param>
/// <param name="Stages">The stages, in the order in which an image passes through them.</param>
public sealed record NetworkInfo(
    string Name,
    int Version,
    int Depth,
    FeatureShape Input,
    FeatureShape Output,
    int Classes,
    long Parameters,
    long MultiplyAdds,
    WeightDecay Decay,
    string? Classifier,
    string Variant,
    IReadOnlyList<StageInfo> Stages);
