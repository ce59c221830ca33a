using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using ResNetGen.Training;
using ResNetGen.Weights;
using static TorchSharp.torch;

namespace ResNetGen.Cli.Training;

/// <summary>The file of the weights that were best on the images held out. It says of which epoch they are, because the best ones may not have been written.</summary>
internal static class BestWeights
{
    private const string EpochKey = "resnetgen.epoch";

    /// <summary>Writes them.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">Has the weights.</param>
    /// <param name="note">What the file notes of the data.</param>
    /// <param name="epoch">The epoch that they are of.</param>
    /// <exception cref="IOException">They cannot be written.</exception>
    public static void Save(string path, nn.Module network, DataNote note, EpochReport epoch) => Safetensors.Save(
        path, network, new Dictionary<string, string>(note.Texts) { [EpochKey] = epoch.Epoch.ToString(CultureInfo.InvariantCulture) });

    /// <summary>The epoch that a file has the weights of; null where there is no such file, it is damaged, or it is of an epoch that has to be done again.</summary>
    /// <param name="path">The file.</param>
    /// <param name="epochs">The run so far.</param>
    public static EpochReport? EpochIn(string path, IReadOnlyList<EpochReport> epochs)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var file = new SafetensorsReader(path);
            return file.Metadata.TryGetValue(EpochKey, out var text) ? epochs.FirstOrDefault(epoch => epoch.Epoch.ToString(CultureInfo.InvariantCulture) == text) : null;
        }
        catch (WeightsException)
        {
            // What is damaged is the best of nothing.
            return null;
        }
    }
}
