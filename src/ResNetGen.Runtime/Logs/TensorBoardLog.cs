using System;
using System.Collections.Generic;
using System.IO;
using Google.Protobuf;

namespace ResNetGen.Logs;

/// <summary>
/// TensorBoard's event file of a run: <c>tensorboard --logdir runs</c> shows all runs in one picture. The loss, the learning rate and the speed of steps;
/// loss and top-1 of epochs, of what was learned from and of what was held out; the command as a text. The axis is the optimizer's steps.
/// </summary>
public sealed class TensorBoardLog : IRunLog
{
    // The last number of an epoch: up to it the file holds the epoch whole.
    private const string EpochTag = "epoch";

    // TensorBoard takes every file with 'tfevents' in its name.
    private const string FileName = "events.out.tfevents.resnetgen";

    private readonly RecordFile records;

    /// <summary>Opens <c>events.out.tfevents.resnetgen</c> in a folder.</summary>
    /// <param name="folder">The folder, which is there.</param>
    /// <param name="epochs">How many epochs of it count; 0 begins anew.</param>
    /// <param name="steps">How many optimizer steps of it count, those of an epoch that was begun included.</param>
    /// <param name="command">What the text says that began the run; null for no text.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public TensorBoardLog(string folder, int epochs = 0, long steps = 0, string? command = null)
    {
        records = new RecordFile(System.IO.Path.Combine(folder, FileName));
        try
        {
            var length = epochs == 0 && steps == 0 ? 0 : LengthOf(epochs, steps);
            records.CutAt(length);
            if (length == 0)
            {
                Begin(command);
            }
        }
        catch
        {
            records.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Path => records.Path;

    /// <inheritdoc/>
    public int Epochs { get; private set; }

    private static double Now => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0;

    /// <inheritdoc/>
    public void Add(StepRecord step) => Add(step.Steps, [("step/loss", step.Loss), ("step/learning_rate", step.LearningRate), ("step/images_per_second", step.ImagesPerSecond)]);

    /// <inheritdoc/>
    public void Add(EpochRecord epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        Add(epoch.Steps, [
            ("loss/train", epoch.Loss),
            ("loss/" + epoch.HeldOut, epoch.HeldOutLoss),
            ("top1/train", epoch.Top1),
            ("top1/" + epoch.HeldOut, epoch.HeldOutTop1),
            ("learning_rate", epoch.LearningRate),
            ("images_per_second", epoch.ImagesPerSecond),
            (EpochTag, epoch.Epoch),
        ]);
        records.Flush();
        Epochs++;
    }

    /// <inheritdoc/>
    public void Dispose() => records.Dispose();

    private void Begin(string? command)
    {
        records.Add(EventMessage.Version(Now));
        if (command is not null)
        {
            // Four spaces are Markdown's way to show a line as it is.
            records.Add(EventMessage.Text(Now, "command", "    " + command));
        }

        records.Flush();
    }

    private void Add(long step, IEnumerable<(string Tag, double Value)> scalars) => records.Add(EventMessage.Scalars(Now, step, scalars));

    // The end of the last epoch that counts, and of the steps behind it that do.
    private long LengthOf(int epochs, long steps)
    {
        var length = 0L;
        try
        {
            foreach (var (record, end) in records.Read())
            {
                if (EventMessage.ScalarOf(record, EpochTag) is { } epoch)
                {
                    if (Epochs == epochs || epoch != Epochs + 1)
                    {
                        break;
                    }

                    Epochs++;
                    length = end;
                }
                else if (Epochs == epochs && EventMessage.StepOf(record) <= steps)
                {
                    length = end;
                }
            }
        }
        catch (InvalidProtocolBufferException)
        {
            // What is behind is no event either.
        }

        return length;
    }
}
