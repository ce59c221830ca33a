using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;

namespace ResNetGen.Native;

/// <summary>A native library of the machine, looked for when it is first needed. An assembly has one resolver of names for all of its libraries: this.</summary>
internal sealed class MachineLibrary
{
    private static readonly ConcurrentDictionary<string, MachineLibrary> Registered = new(StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, Func<nint>> Brought = new(StringComparer.Ordinal);

    private readonly string title;
    private readonly Lazy<nint> handle;

    static MachineLibrary() => NativeLibrary.SetDllImportResolver(typeof(MachineLibrary).Assembly, Resolve);

    private MachineLibrary(string title, string install, string[] files)
    {
        this.title = title;
        Install = install;
        handle = new(() => files.Select(file => NativeLibrary.TryLoad(file, out var library) ? library : 0).FirstOrDefault(library => library != 0));
    }

    /// <summary>Whether the machine has it.</summary>
    public bool IsThere => handle.Value != 0;

    /// <summary>The command that installs it on Debian.</summary>
    public string Install { get; }

    /// <summary>A library by the name that imports give it.</summary>
    /// <param name="name">The name in <c>LibraryImport</c>.</param>
    /// <param name="title">What people call it.</param>
    /// <param name="package">Debian's package.</param>
    /// <param name="files">How its file is called on the systems there are, the first that is found counts.</param>
    public static MachineLibrary Register(string name, string title, string package, params string[] files) =>
        Registered.GetOrAdd(name, _ => new MachineLibrary(title, $"apt-get install -y {package}", files));

    /// <summary>A library that the program brings along, by the name that imports give it.</summary>
    /// <param name="name">The name in <c>LibraryImport</c>.</param>
    /// <param name="load">Loads it, or gives it if it is loaded; 0 where it is missing.</param>
    public static void Register(string name, Func<nint> load) => Brought[name] = load;

    /// <summary>The address of something that the library exports.</summary>
    public nint Export(string name) => NativeLibrary.GetExport(handle.Value, name);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (Brought.TryGetValue(name, out var load))
        {
            return load();
        }

        if (!Registered.TryGetValue(name, out var library))
        {
            return 0;
        }

        return library.IsThere ? library.handle.Value : throw new DllNotFoundException($"{library.title} is not installed; on Debian: {library.Install}.");
    }
}
