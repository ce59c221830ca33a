namespace ResNetGen.Engine.Training;

/// <summary>The results that the steps of a network compute besides its output.</summary>
internal enum TrainingPurpose
{
    /// <summary>Nothing.</summary>
    Output,

    /// <summary>The mean cross-entropy, and its gradients.</summary>
    Loss,

    /// <summary>The gradients of the parameters, from that of the output.</summary>
    Gradients,

    /// <summary>Those, and the gradient of the images.</summary>
    ImageGradients,
}
