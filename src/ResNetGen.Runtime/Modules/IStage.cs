namespace ResNetGen.Modules;

/// <summary>What all stages have, whatever their units are.</summary>
public interface IStage
{
    /// <summary>
    /// Whether a step of training remembers only what each unit takes, and computes the unit again in the backward pass (Chen et al., 2016,
    /// arXiv:1604.06174): close to half as much time again, and less memory the deeper the network.
    /// </summary>
    /// <remarks>
    /// The gradients are the same to the bit, but where a shortcut passes a stage by: there three are added up, in another order. Only with the machine's own libtorch (<see cref="Torch.ITorchPlatform.CanRecompute"/>).
    /// </remarks>
    bool RecomputesUnits { get; set; }
}
