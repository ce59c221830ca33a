using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using ResNetGen.Cli.Specs;
using ResNetGen.Weights;
using static TorchSharp.torch;

namespace ResNetGen.Cli.Networks;

/// <summary>
/// Assemblies of specs that were compiled before, so that a network starts without the C# compiler, in less time and memory. A file is named after all that
/// decides what is in it: the spec, and the assemblies that compiled it. Where the folder cannot be used, nothing is kept.
/// </summary>
/// <param name="folder">The files' folder.</param>
internal sealed class NetworkCache(string folder)
{
    private const string Extension = ".dll";

    // Of other versions nobody will ask again.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>That of the user: below <c>RESNETGEN_CACHE</c>, else below <c>resnetgen</c> in the user's folder of caches.</summary>
    public static NetworkCache OfUser() => new(Path.Combine(CacheFolder(), "networks"));

    /// <summary>The assembly of a spec; null where it is not kept.</summary>
    public byte[]? Find(SpecFile spec)
    {
        try
        {
            var path = PathOf(spec);
            if (!File.Exists(path))
            {
                return null;
            }

            var assembly = File.ReadAllBytes(path);
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
            return assembly;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps the assembly of a spec, and deletes what nobody has asked for in a month.</summary>
    public void Keep(SpecFile spec, byte[] assembly)
    {
        try
        {
            AtomicFile.Write(PathOf(spec), stream => stream.Write(assembly));
            var oldest = DateTime.UtcNow - Kept;
            foreach (var old in new DirectoryInfo(folder).EnumerateFiles().Where(file => file.LastWriteTimeUtc < oldest))
            {
                old.Delete();
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is compiled again next time.
        }
    }

    private static string CacheFolder()
    {
        foreach (var (variable, below) in new[] { ("RESNETGEN_CACHE", ""), ("XDG_CACHE_HOME", "resnetgen") })
        {
            if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named)
            {
                return Path.Combine(named, below);
            }
        }

        return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "resnetgen");
    }

    // The class is named after the file, wherever that lies. The command line stands for the compiler that it is published with.
    private string PathOf(SpecFile spec)
    {
        var makers = new[] { typeof(NetworkCache), typeof(Generator.ResNetGenerator), typeof(Core.NetworkCompiler), typeof(AtomicFile), typeof(Tensor) };
        var decides = makers.Select(type => type.Module.ModuleVersionId.ToString()).Append(Path.GetFileName(spec.Path)).Append(spec.Text);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', decides)));
        return Path.Combine(folder, Convert.ToHexStringLower(hash)[..32] + Extension);
    }
}
