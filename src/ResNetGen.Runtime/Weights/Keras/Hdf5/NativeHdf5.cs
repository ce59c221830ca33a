using System.Runtime.InteropServices;
using System.Threading;
using ResNetGen.Native;

namespace ResNetGen.Weights.Keras.Hdf5;

/// <summary>The functions of the machine's HDF5 library that are needed here. It is no library for threads: who calls holds <see cref="Gate"/>.</summary>
internal static unsafe partial class NativeHdf5
{
    private const string Library = "hdf5";

    // Debian 12, Debian 13 and Ubuntu, Conda and Homebrew, Windows.
    private static readonly MachineLibrary Machine = MachineLibrary.Register(
        Library,
        "The HDF5 library",
        "libhdf5-103-1",
        "libhdf5_serial.so.103", "libhdf5_serial.so.310", "libhdf5.so.103", "libhdf5.so.200", "libhdf5.so.310", "libhdf5.so", "libhdf5_serial.so", "libhdf5.dylib", "hdf5.dll");

    // The library is registered before any function of it is called.
    static NativeHdf5()
    {
    }

    /// <summary>The command that installs it on Debian.</summary>
    internal static string Install => Machine.Install;

    /// <summary>Who holds it may call.</summary>
    internal static Lock Gate { get; } = new();

    /// <summary>Whether the machine has the library.</summary>
    internal static bool IsThere => Machine.IsThere;

    /// <summary>One of the library's types, which are numbers that it gives out when it starts.</summary>
    /// <param name="name">The variable, such as <c>H5T_NATIVE_FLOAT_g</c>.</param>
    internal static long TypeOf(string name) => *(long*)Machine.Export(name);

    /// <summary>The type of numbers in memory.</summary>
    internal static long MemoryType(bool isDouble) => TypeOf(isDouble ? "H5T_NATIVE_DOUBLE_g" : "H5T_NATIVE_FLOAT_g");

    /// <summary>Starts the library. Errors come as exceptions of ours, not as text on the user's terminal, and no file makes it load other code.</summary>
    internal static void Start()
    {
        _ = H5open();
        _ = H5Eset_auto2(0, 0, 0);
        _ = H5PLset_loading_state(0);

        // Links to other files are of a kind of their own; a kind that is not there cannot be followed. Twice does no harm.
        const int ExternalLink = 64;
        _ = H5Lunregister(ExternalLink);
    }

    [LibraryImport(Library)]
    internal static partial int H5open();

    [LibraryImport(Library)]
    internal static partial int H5Eset_auto2(long stack, nint function, nint data);

    [LibraryImport(Library)]
    internal static partial int H5PLset_loading_state(uint kinds);

    [LibraryImport(Library)]
    internal static partial int H5Lunregister(int kind);

    [LibraryImport(Library)]
    internal static partial long H5Pcreate(long @class);

    [LibraryImport(Library)]
    internal static partial int H5Pset_fapl_core(long properties, nuint step, byte isKeptInFile);

    [LibraryImport(Library)]
    internal static partial int H5Fflush(long item, int scope);

    [LibraryImport(Library)]
    internal static partial nint H5Fget_file_image(long file, byte* buffer, nuint size);

    [LibraryImport(Library)]
    internal static partial int H5Dget_space_status(long dataset, int* status);

    [LibraryImport(Library)]
    internal static partial int H5Dget_num_chunks(long dataset, long space, ulong* count);

    [LibraryImport(Library)]
    internal static partial int H5Pget_chunk(long properties, int most, ulong* sizes);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial long H5Fopen(string name, uint flags, long access);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial long H5Fcreate(string name, uint flags, long creation, long access);

    [LibraryImport(Library)]
    internal static partial nint H5Fget_name(long item, byte* name, nuint size);

    [LibraryImport(Library)]
    internal static partial int H5Fclose(long file);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int H5Lexists(long location, string name, long access);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial long H5Gopen2(long location, string name, long access);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial long H5Gcreate2(long location, string name, long linkCreation, long creation, long access);

    [LibraryImport(Library)]
    internal static partial int H5Gget_info(long group, GroupInfo* info);

    [LibraryImport(Library)]
    internal static partial int H5Gclose(long group);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint H5Lget_name_by_idx(long location, string group, int index, int order, ulong number, byte* name, nuint size, long access);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial long H5Dopen2(long location, string name, long access);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial long H5Dcreate2(long location, string name, long type, long space, long linkCreation, long creation, long access);

    [LibraryImport(Library)]
    internal static partial long H5Dget_space(long dataset);

    [LibraryImport(Library)]
    internal static partial long H5Dget_type(long dataset);

    [LibraryImport(Library)]
    internal static partial long H5Dget_create_plist(long dataset);

    [LibraryImport(Library)]
    internal static partial int H5Pget_layout(long properties);

    [LibraryImport(Library)]
    internal static partial int H5Pget_external_count(long properties);

    [LibraryImport(Library)]
    internal static partial int H5Pclose(long properties);

    [LibraryImport(Library)]
    internal static partial ulong H5Dget_storage_size(long dataset);

    [LibraryImport(Library)]
    internal static partial int H5Dread(long dataset, long memoryType, long memorySpace, long fileSpace, long transfer, void* buffer);

    [LibraryImport(Library)]
    internal static partial int H5Dwrite(long dataset, long memoryType, long memorySpace, long fileSpace, long transfer, void* buffer);

    [LibraryImport(Library)]
    internal static partial int H5Dclose(long dataset);

    [LibraryImport(Library)]
    internal static partial int H5Sget_simple_extent_ndims(long space);

    [LibraryImport(Library)]
    internal static partial int H5Sget_simple_extent_dims(long space, ulong* dimensions, ulong* most);

    [LibraryImport(Library)]
    internal static partial long H5Screate_simple(int rank, ulong* dimensions, ulong* most);

    [LibraryImport(Library)]
    internal static partial int H5Sclose(long space);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int H5Aexists(long location, string name);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial long H5Aopen(long location, string name, long access);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial long H5Acreate2(long location, string name, long type, long space, long creation, long access);

    [LibraryImport(Library)]
    internal static partial long H5Aget_space(long attribute);

    [LibraryImport(Library)]
    internal static partial long H5Aget_type(long attribute);

    [LibraryImport(Library)]
    internal static partial int H5Aread(long attribute, long memoryType, void* buffer);

    [LibraryImport(Library)]
    internal static partial int H5Awrite(long attribute, long memoryType, void* buffer);

    [LibraryImport(Library)]
    internal static partial int H5Aclose(long attribute);

    [LibraryImport(Library)]
    internal static partial int H5Dvlen_reclaim(long type, long space, long transfer, void* buffer);

    [LibraryImport(Library)]
    internal static partial int H5Tget_class(long type);

    [LibraryImport(Library)]
    internal static partial nuint H5Tget_size(long type);

    [LibraryImport(Library)]
    internal static partial int H5Tis_variable_str(long type);

    [LibraryImport(Library)]
    internal static partial long H5Tcopy(long type);

    [LibraryImport(Library)]
    internal static partial int H5Tset_size(long type, nuint size);

    [LibraryImport(Library)]
    internal static partial int H5Tclose(long type);

    /// <summary>What the library says of a group.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct GroupInfo
    {
        internal int Storage;
        internal ulong Links;
        internal long LargestOrder;
        internal byte IsMounted;
    }
}
