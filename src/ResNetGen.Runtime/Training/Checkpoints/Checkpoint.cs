using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using ResNetGen.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetGen.Training.Checkpoints;

/// <summary>
/// A file that a run can go on from to the same bits: weights, their average, the optimizer's state, torch's random state, and where the run stands. It is
/// a safetensors file, there whole or not at all.
/// </summary>
public sealed class Checkpoint : IDisposable
{
    private const int Version = 1;
    private const string StateKey = "resnetgen.checkpoint";
    private const string Network = "network.";
    private const string Average = "average.";
    private const string Optimizer = "optimizer";
    private const string Random = "random";

    private readonly string path;
    private readonly SafetensorsReader file;

    private Checkpoint(string path, SafetensorsReader file, CheckpointState state)
    {
        this.path = path;
        this.file = file;
        State = state;
    }

    /// <summary>What decides the run that it is of: <see cref="TrainingOptions.ToTexts"/>.</summary>
    public IReadOnlyDictionary<string, string> Options => State.Options;

    /// <summary>What was kept with it.</summary>
    public IReadOnlyDictionary<string, string> Notes => State.Notes;

    /// <summary>The epochs that were finished.</summary>
    public IReadOnlyList<EpochReport> Epochs => State.Epochs;

    /// <summary>How many batches of the next epoch were done.</summary>
    public int Batches => State.Sums.Batches;

    internal CheckpointState State { get; }

    /// <summary>Opens a checkpoint.</summary>
    /// <exception cref="CheckpointException">It is no sound checkpoint.</exception>
    public static Checkpoint Open(string path)
    {
        SafetensorsReader? opened = null;
        try
        {
            opened = new SafetensorsReader(path);
            var state = opened.Metadata.TryGetValue(StateKey, out var text)
                ? JsonSerializer.Deserialize(text, CheckpointJson.Default.CheckpointState) ?? throw new CheckpointException(path, "is no sound checkpoint: its state is empty.")
                : throw new CheckpointException(path, "is a file of weights, not a checkpoint.");
            if (state.Version != Version)
            {
                throw new CheckpointException(path, $"is a checkpoint of version {state.Version}; this program knows version {Version}. Go on with the program that wrote it.");
            }

            return new Checkpoint(path, opened, state);
        }
        catch (Exception error) when (error is JsonException or WeightsException)
        {
            opened?.Dispose();
            throw new CheckpointException(path, error is WeightsException weights ? weights.Problem : $"is no sound checkpoint: {error.Message}", error);
        }
        catch (CheckpointException)
        {
            opened?.Dispose();
            throw;
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();

    /// <summary>Writes a checkpoint.</summary>
    /// <exception cref="IOException">It cannot be written; one that was there stays as it was.</exception>
    internal static void Save(string path, nn.Module network, WeightAverage? average, OptimizerHelper optimizer, CheckpointState state)
    {
        using var scope = NewDisposeScope();
        var tensors = network.state_dict().ToDictionary(pair => Network + pair.Key, pair => pair.Value, StringComparer.Ordinal);
        foreach (var (key, other) in average?.Others ?? new Dictionary<string, Tensor>())
        {
            // The network's own weights, whichever of both it computes with now.
            (tensors[Network + key], tensors[Average + key]) = average!.IsInNetwork ? (other, tensors[Network + key]) : (tensors[Network + key], other);
        }

        tensors.Add(Optimizer, BytesOf(optimizer));
        tensors.Add(Random, get_rng_state());
        Safetensors.Save(path, tensors, new Dictionary<string, string> { [StateKey] = JsonSerializer.Serialize(state with { Version = Version }, CheckpointJson.Default.CheckpointState) });
    }

    /// <summary>Refuses a run that is another one.</summary>
    /// <exception cref="CheckpointException">Options or data differ.</exception>
    internal void RequireSame(IReadOnlyDictionary<string, string> options, string data)
    {
        string[] differences =
        [
            .. options.Keys.Union(Options.Keys).Where(name => options.GetValueOrDefault(name) != Options.GetValueOrDefault(name)).Order(StringComparer.Ordinal)
                .Select(name => $"{name}: {Options.GetValueOrDefault(name) ?? "not known"} in the checkpoint, {options.GetValueOrDefault(name) ?? "not known"} here"),
            .. data == State.Data ? Array.Empty<string>() : [$"training images: {State.Data} in the checkpoint, {data} here"],
        ];
        if (differences.Length > 0)
        {
            throw new CheckpointException(path, $"is of another run ({string.Join("; ", differences)}). Go on with what it was begun with, or begin a new run.");
        }
    }

    /// <summary>Gives a run what the file has. What does not go together is found before anything is changed.</summary>
    /// <exception cref="CheckpointException">The file is of another network or optimizer.</exception>
    internal void Restore(nn.Module network, WeightAverage? average, OptimizerHelper optimizer)
    {
        using var scope = NewDisposeScope();
        try
        {
            var averages = new WeightsUnder(file, Average);
            if (averages.Entries.Count > 0 != average is not null || !new[] { Optimizer, Random }.All(file.Entries.ContainsKey))
            {
                throw new CheckpointException(path, "lacks some of what a run consists of.");
            }

            average?.PutIntoNetwork(false);
            if (average is not null)
            {
                _ = WeightsFile.Compare(new WeightsNeed(average.Others.ToDictionary(a => a.Key, a => new WeightsEntry(a.Key, a.Value.dtype, a.Value.shape))), averages, path);
            }

            // The optimizer first: it refuses what is not its own, and the weights' names and shapes are compared before any of them changes.
            using var own = new WeightsUnder(file, Network);
            _ = WeightsFile.Compare(new WeightsNeed(network.state_dict().ToDictionary(t => t.Key, t => new WeightsEntry(t.Key, t.Value.dtype, t.Value.shape), StringComparer.Ordinal)), own, path);
            using var reader = new BinaryReader(new MemoryStream(file.Read(Optimizer).bytes.ToArray()), Encoding.UTF8);
            LoadState(optimizer, reader);
            _ = WeightsFile.Load(network, own, path, strict: true, skipHead: false);
            using var gradients = no_grad();
            foreach (var (key, tensor) in average?.Others ?? new Dictionary<string, Tensor>())
            {
                tensor.copy_(averages.Read(key));
            }

            set_rng_state(file.Read(Random));
        }
        catch (Exception error) when (error is WeightsException or ArgumentException or InvalidDataException or EndOfStreamException)
        {
            throw new CheckpointException(path, error is WeightsException weights ? weights.Problem : error.Message, error);
        }
    }

    // TorchSharp makes the optimizer's tensors in the scope at hand, which would release them.
    private static void LoadState(OptimizerHelper optimizer, BinaryReader reader)
    {
        using var scope = NewDisposeScope();
        optimizer.load_state_dict(reader);
        scope.Detach(scope.DisposablesView.ToList());
    }

    private static Tensor BytesOf(OptimizerHelper optimizer)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            optimizer.save_state_dict(writer);
        }

        return tensor(stream.ToArray());
    }
}
