using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using static ResNetGen.Weights.Keras.Hdf5.NativeHdf5;

namespace ResNetGen.Weights.Keras.Hdf5;

/// <summary>A file of arrays in groups, with attributes, to be written: HDF5, by the machine's library. Who calls holds its gate.</summary>
internal sealed unsafe class Hdf5Writer : IDisposable
{
    private const uint Truncate = 2;
    private const int Whole = 0;

    private readonly Hdf5Id file;

    private Hdf5Writer(Hdf5Id file) => this.file = file;

    /// <summary>
    /// Makes a file in memory. On a disk that is full, the library would find out when it closes the file, or when the process ends, and crash.
    /// </summary>
    /// <exception cref="Hdf5Exception">There is no memory for it.</exception>
    public static Hdf5Writer Create()
    {
        const int Step = 1 << 20;
        const string Problem = "it cannot be made";
        NativeHdf5.Start();
        using var memory = Hdf5Id.Of(H5Pcreate(TypeOf("H5P_CLS_FILE_ACCESS_ID_g")), H5Pclose, Problem);
        return H5Pset_fapl_core(memory.Value, Step, isKeptInFile: 0) >= 0
            ? new Hdf5Writer(Hdf5Id.Of(H5Fcreate("weights", Truncate, Whole, memory.Value), H5Fclose, Problem))
            : throw new Hdf5Exception(Problem);
    }

    /// <summary>The bytes of the file.</summary>
    /// <exception cref="Hdf5Exception">There is no memory for them, or they are 2 GB or more.</exception>
    public byte[] ToArray()
    {
        const int File = 1;
        var length = H5Fflush(file.Value, File) < 0 ? -1 : H5Fget_file_image(file.Value, null, 0);
        if (length < 0 || length > Array.MaxLength)
        {
            throw new Hdf5Exception($"it would have {length:N0} bytes; at most {Array.MaxLength:N0} can be written");
        }

        var bytes = new byte[length];
        fixed (byte* buffer = bytes)
        {
            return H5Fget_file_image(file.Value, buffer, (nuint)length) == length ? bytes : throw new Hdf5Exception("its bytes cannot be had");
        }
    }

    /// <summary>Makes a group; the one that it stands in is there.</summary>
    /// <exception cref="Hdf5Exception">It cannot be written.</exception>
    public void AddGroup(string path) => Hdf5Id.Of(H5Gcreate2(file.Value, path, Whole, Whole, Whole), H5Gclose, $"the group {path} cannot be written").Dispose();

    /// <summary>Writes an array.</summary>
    /// <exception cref="Hdf5Exception">It cannot be written.</exception>
    public void Add(Hdf5Array array, ReadOnlySpan<byte> numbers)
    {
        var problem = $"the array {array.Path} cannot be written";
        using var space = SpaceOf(array.Sizes);
        var type = TypeOf(array.IsDouble ? "H5T_IEEE_F64LE_g" : "H5T_IEEE_F32LE_g");
        using var dataset = Hdf5Id.Of(H5Dcreate2(file.Value, array.Path, type, space.Value, Whole, Whole, Whole), H5Dclose, problem);
        fixed (byte* buffer = numbers)
        {
            if (numbers.Length > 0 && H5Dwrite(dataset.Value, NativeHdf5.MemoryType(array.IsDouble), Whole, Whole, Whole, buffer) < 0)
            {
                throw new Hdf5Exception(problem);
            }
        }
    }

    /// <summary>Writes texts as an attribute of a group, in fields of the longest one's length, as Keras does.</summary>
    /// <exception cref="Hdf5Exception">They cannot be written.</exception>
    public void AddTexts(string path, string name, IReadOnlyList<string> texts)
    {
        var fields = texts.Select(Encoding.UTF8.GetBytes).ToList();
        var size = Math.Max(1, fields.Select(field => field.Length).DefaultIfEmpty().Max());
        var bytes = new byte[size * fields.Count];
        for (var i = 0; i < fields.Count; i++)
        {
            fields[i].CopyTo(bytes, i * size);
        }

        using var type = Hdf5Id.Of(H5Tcopy(TypeOf("H5T_C_S1_g")), H5Tclose, "a type cannot be made");
        _ = H5Tset_size(type.Value, (nuint)size);
        Add(path, name, type.Value, type.Value, [texts.Count], bytes);
    }

    /// <summary>Writes one text as an attribute of a group.</summary>
    /// <exception cref="Hdf5Exception">It cannot be written.</exception>
    public void AddText(string path, string name, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        using var type = Hdf5Id.Of(H5Tcopy(TypeOf("H5T_C_S1_g")), H5Tclose, "a type cannot be made");
        _ = H5Tset_size(type.Value, (nuint)Math.Max(1, bytes.Length));
        Add(path, name, type.Value, type.Value, [], bytes.Length == 0 ? [0] : bytes);
    }

    /// <summary>Writes a whole number as an attribute of a group.</summary>
    /// <exception cref="Hdf5Exception">It cannot be written.</exception>
    public void AddNumber(string path, string name, long number) =>
        Add(path, name, TypeOf("H5T_STD_I64LE_g"), TypeOf("H5T_NATIVE_INT64_g"), [], BitConverter.GetBytes(number));

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();

    private static Hdf5Id SpaceOf(long[] sizes)
    {
        fixed (ulong* dimensions = sizes.Select(size => (ulong)size).Append(0ul).ToArray())
        {
            return Hdf5Id.Of(H5Screate_simple(sizes.Length, dimensions, null), H5Sclose, "a space cannot be made");
        }
    }

    private void Add(string path, string name, long fileType, long memoryType, long[] sizes, byte[] bytes)
    {
        var problem = $"the attribute {name} of {path} cannot be written";
        using var group = Hdf5Id.Of(H5Gopen2(file.Value, path, Whole), H5Gclose, problem);
        using var space = SpaceOf(sizes);
        using var attribute = Hdf5Id.Of(H5Acreate2(group.Value, name, fileType, space.Value, Whole, Whole), H5Aclose, problem);
        fixed (byte* buffer = bytes)
        {
            if (bytes.Length > 0 && H5Awrite(attribute.Value, memoryType, buffer) < 0)
            {
                throw new Hdf5Exception(problem);
            }
        }
    }
}
