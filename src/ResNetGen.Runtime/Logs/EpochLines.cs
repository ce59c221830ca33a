using System;
using System.IO;
using System.Text;

namespace ResNetGen.Logs;

/// <summary>A text file with a line an epoch, which can be continued.</summary>
internal sealed class EpochLines : IDisposable
{
    private readonly FileStream file;

    /// <summary>Opens the file, and cuts off what does not belong to the first <paramref name="epochs"/>.</summary>
    /// <param name="path">The file; it is made where it is not there.</param>
    /// <param name="epochs">How many epochs count; 0 begins anew.</param>
    /// <param name="header">The first line, if there is one.</param>
    /// <param name="epochOf">The epoch of a line; 0 for one that says none.</param>
    /// <exception cref="IOException">The file cannot be written, or begins with another header.</exception>
    public EpochLines(string path, int epochs, string? header, Func<string, int> epochOf)
    {
        Path = path;
        file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            file.SetLength(epochs == 0 ? 0 : LengthOf(epochs, header, epochOf));
            file.Position = file.Length;
            if (header is not null && file.Length == 0)
            {
                Write(header);
            }
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>How many epochs it holds.</summary>
    public int Epochs { get; private set; }

    /// <summary>Appends an epoch's line, and hands it to the operating system.</summary>
    public void Add(string line)
    {
        Write(line);
        Epochs++;
    }

    public void Dispose() => file.Dispose();

    private void Write(string line)
    {
        file.Write(Encoding.UTF8.GetBytes(line + "\n"));
        file.Flush();
    }

    // Up to the first line that has no end, is of a later epoch than the next, or cannot be read.
    private long LengthOf(int epochs, string? header, Func<string, int> epochOf)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var length = 0;
        while (bytes.AsSpan(length).IndexOf((byte)'\n') is >= 0 and var end)
        {
            var line = Encoding.UTF8.GetString(bytes, length, end);
            if (length == 0 && header is not null)
            {
                if (line != header)
                {
                    throw new IOException($"{Path} begins with '{line}', not with '{header}': it is of another version, or no log. Move it away, and a new one is begun.");
                }
            }
            else if (Epochs == epochs || epochOf(line) != Epochs + 1)
            {
                break;
            }
            else
            {
                Epochs++;
            }

            length += end + 1;
        }

        return length;
    }
}
