using System;

namespace ResNetGen.Engine.Training;

/// <summary>A batch normalization and what it reads. It cannot take the statistics of a batch with one value for each channel.</summary>
/// <param name="Key">The key of the layer.</param>
/// <param name="Number">The number of the operation.</param>
/// <param name="Input">The value that the norm reads.</param>
internal sealed record NormInput(string Key, int Number, int Input)
{
    /// <summary>Refuses a pass in which the norm would take the statistics of a batch with one value for each channel.</summary>
    /// <exception cref="ArgumentException">The norm takes the statistics of the batch.</exception>
    public void Require(TrainingMode mode)
    {
        if (mode.IsTraining(Number))
        {
            throw new ArgumentException(
                $"The batch has one value for each channel of {Key}, so there is no variance to normalize by in training: take batches of two images or more, or images of more pixels.");
        }
    }
}
