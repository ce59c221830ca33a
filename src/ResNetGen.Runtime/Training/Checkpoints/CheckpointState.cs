using System.Collections.Generic;

namespace ResNetGen.Training.Checkpoints;

/// <summary>All of a run's state that is no tensor.</summary>
/// <param name="Version">Of this record.</param>
/// <param name="Options">What decides the run: <see cref="TrainingOptions.ToTexts"/>.</param>
/// <param name="Data">The training images: name and count.</param>
/// <param name="Notes">What the program keeps with it.</param>
/// <param name="Epochs">The epochs that were finished.</param>
/// <param name="Sums">Where the epoch under way stands.</param>
/// <param name="Steps">Optimizer steps so far.</param>
/// <param name="Seconds">How long the run took so far, evaluation included.</param>
internal sealed record CheckpointState(
    int Version,
    IReadOnlyDictionary<string, string> Options,
    string Data,
    IReadOnlyDictionary<string, string> Notes,
    IReadOnlyList<EpochReport> Epochs,
    EpochSums Sums,
    long Steps,
    double Seconds);
