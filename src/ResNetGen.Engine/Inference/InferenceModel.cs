using System;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Weights;

namespace ResNetGen.Engine.Inference;

/// <summary>
/// The base class of a network that the generator writes for inference alone. Such a network needs this engine and no TorchSharp. Several threads may call it
/// at once.
/// </summary>
public abstract class InferenceModel : IDisposable
{
    /// <summary>Prepares a network.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="weights">The weights, which are copied.</param>
    /// <param name="options">How the network is computed; null for the fastest way in float32.</param>
    /// <exception cref="ArgumentException">
    /// The weights are those of another network or are not finite, or the processor lacks the instructions that the options ask for.
    /// </exception>
    /// <exception cref="PlatformNotSupportedException">The program is compiled ahead of time without the processor's vector instructions.</exception>
    protected InferenceModel(NetworkGraph graph, INetworkWeights weights, InferenceSessionOptions? options) =>
        Session = new InferenceSession(graph, weights, options);

    /// <summary>The session that computes the network. The session also takes images of other sizes, and explains the execution plan.</summary>
    public InferenceSession Session { get; }

    /// <summary>Computes the logits of a batch of images.</summary>
    /// <param name="images">N x C x H x W values, in the size of the network's <c>Info.Input</c>; N may be any number.</param>
    /// <returns>N logits for each class. A network with another head returns its output: N vectors or feature maps.</returns>
    /// <exception cref="ArgumentException">The number of values is not a multiple of C x H x W.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public float[] Predict(ReadOnlySpan<float> images)
    {
        var logits = new float[checked(Session.CountOf(images) * Session.OutputLength)];
        Session.Run(images, logits);
        return logits;
    }

    /// <summary>Computes the logits of a batch of images without allocating memory, after the first call of a batch size.</summary>
    /// <param name="images">N x C x H x W values, in the size of the network's <c>Info.Input</c>; N may be any number.</param>
    /// <param name="logits">Receives N x classes logits. A network with another head writes its output: N vectors or feature maps.</param>
    /// <exception cref="ArgumentException">
    /// The number of values is not a multiple of C x H x W, or <paramref name="logits"/> does not have the length of the output.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public void Predict(ReadOnlySpan<float> images, Span<float> logits)
    {
        var count = Session.CountOf(images);
        var expected = checked(count * Session.OutputLength);
        if (logits.Length != expected)
        {
            throw new ArgumentException(
                $"There is room for {logits.Length} logits, and {count} images need {expected}: {Session.OutputLength} each.", nameof(logits));
        }

        Session.Run(images, logits);
    }

    /// <summary>Releases the weights. Running calls end first: the last of them releases the weights.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the weights.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> is the caller.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Session.Dispose();
        }
    }
}
