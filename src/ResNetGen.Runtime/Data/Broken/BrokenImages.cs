using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace ResNetGen.Data;

/// <summary>
/// The images that could not be read, each once, and how many of a data set may be so. In training another image, drawn from the seed, takes the place of a broken one; in evaluation
/// it is left out, so that the count of images says how many were scored. One of these goes with a run: <see cref="DataSource.Broken"/>.
/// </summary>
public sealed class BrokenImages
{
    private const int NamedAtMost = 10;

    private readonly Lock gate = new();
    private readonly SortedDictionary<(string Data, int Index), BrokenImage> found = [];
    private readonly ConcurrentQueue<BrokenImage> untold = new();
    private readonly Func<int, int> allowed;

    private BrokenImages(Func<int, int> allowed) => this.allowed = allowed;

    /// <summary>Raised for each image that is found, once, on the thread that takes the batches.</summary>
    public event EventHandler<BrokenImage>? Found;

    /// <summary>Those found so far, by data set and place.</summary>
    public IReadOnlyList<BrokenImage> All
    {
        get
        {
            lock (gate)
            {
                return [.. found.Values];
            }
        }
    }

    /// <summary>Allows one image in a hundred, but at least one and no more than a hundred.</summary>
    public static BrokenImages Usual() => new(count => Math.Clamp(count / 100, 1, 100));

    /// <summary>Allows so many images of each data set.</summary>
    /// <param name="count">0 or more; with 0 the first ends the run.</param>
    public static BrokenImages AtMost(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new(_ => count);
    }

    /// <summary>Takes note of an image.</summary>
    /// <exception cref="DatasetException">There are more than are allowed; the message names them.</exception>
    internal void Add(IImageDataset data, int index, BrokenImageException error)
    {
        var image = new BrokenImage(data.Name, index, error.Origin, error.Problem);
        BrokenImage[] broken;
        lock (gate)
        {
            if (!found.TryAdd((data.Name, index), image))
            {
                return;
            }

            broken = [.. found.Values.Where(other => other.Data == data.Name)];
        }

        untold.Enqueue(image);
        if (broken.Length > allowed(data.Count) || broken.Length == data.Count)
        {
            throw new DatasetException(data.Name, TooMany(broken, data.Count));
        }
    }

    /// <summary>Raises the event for what was found since the last time.</summary>
    internal void Tell()
    {
        while (untold.TryDequeue(out var image))
        {
            Found?.Invoke(this, image);
        }
    }

    private string TooMany(BrokenImage[] broken, int count)
    {
        var named = string.Concat(broken.Take(NamedAtMost).Select(image => $"\n  {image}"));
        var more = broken.Length > NamedAtMost ? FormattableString.Invariant($"\n  and {broken.Length - NamedAtMost:N0} more") : "";
        return FormattableString.Invariant(
            $"{broken.Length:N0} of {count:N0} images cannot be read, and {allowed(count):N0} may be so. Repair or remove them, or allow more of them (--broken N on the command line):{named}{more}");
    }
}
