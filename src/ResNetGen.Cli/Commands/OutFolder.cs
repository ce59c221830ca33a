using System;
using System.CommandLine;
using System.IO;
using System.Text;
using System.Text.Json;
using ResNetGen.Weights;

namespace ResNetGen.Cli.Commands;

/// <summary><c>-o DIR</c>: the folder that a command writes into.</summary>
internal sealed class OutFolder : Option<string>
{
    public OutFolder(string description)
        : base("--output", "-o")
    {
        HelpName = "DIR";
        Description = description;
        Required = true;
    }

    /// <summary>Writes a text into the folder, whole or not at all; the folder is made.</summary>
    /// <exception cref="RefusalException">It cannot be written.</exception>
    public static string Write(string folder, string name, string text) =>
        Write(folder, name, path => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text))));

    /// <summary>Writes a value as JSON.</summary>
    /// <exception cref="RefusalException">It cannot be written.</exception>
    public static string WriteJson<T>(string folder, string name, T value) => Write(folder, name, JsonSerializer.Serialize(value, JsonOutput.Options) + "\n");

    /// <summary>Writes a file into the folder.</summary>
    /// <param name="folder">The folder; it is made.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="write">Writes it.</param>
    /// <returns>The file's path.</returns>
    /// <exception cref="RefusalException">It cannot be written.</exception>
    public static string Write(string folder, string name, Action<string> write)
    {
        var path = Path.Combine(folder, name);
        try
        {
            Directory.CreateDirectory(folder);
            write(path);
            return path;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RefusalException($"{path} cannot be written: {error.Message}");
        }
    }
}
