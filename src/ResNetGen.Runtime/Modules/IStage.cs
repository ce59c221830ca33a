namespace ResNetGen.Modules;

/// <summary>What all stages have, whatever their units are.</summary>
public interface IStage
{
    /// <summary>
    /// Whether a training step in eager mode keeps the inputs of units alone, and computes the units again in the backward pass (Chen et al., 2016,
    /// arXiv:1604.06174): close to half as much time again, and less memory the deeper the network.
    /// </summary>
    /// <remarks>
    /// The gradients are the same up to rounding. Units of networks whose keys have no levels (those of Keras, patterns) keep what they compute.
    /// </remarks>
    bool GradCheckpointing { get; set; }
}
