using System;
using System.IO;

namespace ResNetGen.Runtime.Tests;

/// <summary>An empty folder that goes away with the test.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public ScratchFolder() => Path = Directory.CreateTempSubdirectory("resnetgen-").FullName;

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, byte[] contents)
    {
        System.IO.File.WriteAllBytes(File(name), contents);
        return File(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
