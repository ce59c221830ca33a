namespace ResNetGen.Core.Planning;

/// <summary>What a tensor of the state_dict is for.</summary>
public enum TensorKind
{
    /// <summary>Trained: a weight or a bias, of floating point numbers.</summary>
    Parameter,

    /// <summary>Kept up by the layer: running statistics, of floating point numbers.</summary>
    Statistic,

    /// <summary>Kept up by the layer: a count of batches, a 64-bit integer.</summary>
    Counter,
}
