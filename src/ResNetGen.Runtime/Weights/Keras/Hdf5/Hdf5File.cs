using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using static ResNetGen.Weights.Keras.Hdf5.NativeHdf5;

namespace ResNetGen.Weights.Keras.Hdf5;

/// <summary>A file of arrays in groups, with attributes, to be read: HDF5, by the machine's library. Who calls holds its gate.</summary>
internal sealed unsafe class Hdf5File : IDisposable
{
    private const uint ReadOnly = 0;
    private const int Whole = 0;
    private const int FloatClass = 1;
    private const int TextClass = 3;
    private const int Allocated = 2;

    // Deflate makes of one byte 1,032 at most; an array that would be more of what the file has of it is a bomb, or has nothing in the file.
    private const ulong MostGrowth = 1100;

    // Far more than the names of all layers of any network.
    private const long MostText = 1 << 26;

    // Names beside the description of a whole model, each of which could be that description.
    private const long MostReferredText = 1 << 28;
    private const int LongestText = 1 << 16;

    private readonly Hdf5Id file;
    private readonly Lazy<long> longestReferred;

    private Hdf5File(Hdf5Id file, string path)
    {
        this.file = file;
        longestReferred = new(() => GlobalHeap.LargestCollection(path));
    }

    /// <summary>Opens a file to read it.</summary>
    /// <exception cref="Hdf5Exception">It is no sound HDF5 file.</exception>
    public static Hdf5File Open(string path)
    {
        NativeHdf5.Start();
        return new Hdf5File(Hdf5Id.Of(H5Fopen(path, ReadOnly, Whole), H5Fclose, "it is no sound HDF5 file, or is cut short"), path);
    }

    /// <summary>Whether a path leads to something: each part of it is looked for, since the library takes missing groups for errors.</summary>
    public bool Has(string path)
    {
        var parts = path.Split('/');
        return Enumerable.Range(1, parts.Length).All(count => H5Lexists(file.Value, string.Join('/', parts.Take(count)), Whole) > 0);
    }

    /// <summary>The names of what is in a group, in the library's order.</summary>
    /// <exception cref="Hdf5Exception">There is no such group.</exception>
    public IReadOnlyList<string> NamesIn(string path)
    {
        const ulong MostNames = 1_000_000;
        using var group = OpenGroup(path);
        GroupInfo info;
        if (H5Gget_info(group.Value, &info) < 0 || info.Links > MostNames)
        {
            throw new Hdf5Exception($"the group {path} cannot be read");
        }

        var names = new List<string>();
        var buffer = stackalloc byte[1024];
        for (ulong i = 0; i < info.Links; i++)
        {
            var length = H5Lget_name_by_idx(group.Value, ".", 0, 0, i, buffer, 1024, Whole);
            names.Add(length is >= 0 and < 1024 ? Encoding.UTF8.GetString(buffer, (int)length) : throw new Hdf5Exception($"a name in the group {path} cannot be read"));
        }

        return names;
    }

    /// <summary>Whether something has an attribute.</summary>
    public bool HasAttribute(string path, string name)
    {
        using var group = OpenGroup(path);
        return H5Aexists(group.Value, name) > 0;
    }

    /// <summary>The texts of an attribute.</summary>
    /// <exception cref="Hdf5Exception">There is none, or it has no texts.</exception>
    public string[] Texts(string path, string name)
    {
        using var group = OpenGroup(path);
        var problem = $"the attribute {name} of {path} cannot be read";
        using var attribute = Hdf5Id.Of(H5Aopen(group.Value, name, Whole), H5Aclose, problem);
        using var type = Hdf5Id.Of(H5Aget_type(attribute.Value), H5Tclose, problem);
        using var space = Hdf5Id.Of(H5Aget_space(attribute.Value), H5Sclose, problem);
        var count = Hdf5Id.CountOf(Hdf5Id.SizesOf(space));
        if (H5Tget_class(type.Value) != TextClass)
        {
            // Keras writes an empty list as numbers.
            return count == 0 ? [] : throw new Hdf5Exception($"the attribute {name} of {path} has no texts");
        }

        var isVariable = H5Tis_variable_str(type.Value) > 0;
        var size = isVariable ? sizeof(nint) : (long)H5Tget_size(type.Value);
        if (count > MostText / Math.Max(1, size) || (isVariable && count > MostReferredText / Math.Max(1, longestReferred.Value)))
        {
            throw new Hdf5Exception($"the attribute {name} of {path} is too long, or could be by what the file has of texts");
        }

        var bytes = new byte[count * size];
        fixed (byte* buffer = bytes)
        {
            if (count > 0 && H5Aread(attribute.Value, type.Value, buffer) < 0)
            {
                throw new Hdf5Exception(problem);
            }

            try
            {
                var texts = new string[count];
                for (var i = 0; i < count; i++)
                {
                    var text = isVariable ? MemoryMarshal.CreateReadOnlySpanFromNullTerminated(((byte**)buffer)[i]) : bytes.AsSpan((int)(i * size), (int)size).TrimEnd((byte)0);
                    texts[i] = text.Length <= LongestText ? Encoding.UTF8.GetString(text) : throw new Hdf5Exception($"the attribute {name} of {path} has a text of {text.Length.ToString("N0", CultureInfo.InvariantCulture)} bytes");
                }

                return texts;
            }
            finally
            {
                if (isVariable && count > 0)
                {
                    _ = H5Dvlen_reclaim(type.Value, space.Value, Whole, buffer);
                }
            }
        }
    }

    /// <summary>The whole number of an attribute.</summary>
    /// <exception cref="Hdf5Exception">There is none, or it is not one number.</exception>
    public long Number(string path, string name)
    {
        using var group = OpenGroup(path);
        var problem = $"the attribute {name} of {path} is no number";
        using var attribute = Hdf5Id.Of(H5Aopen(group.Value, name, Whole), H5Aclose, problem);
        using var type = Hdf5Id.Of(H5Aget_type(attribute.Value), H5Tclose, problem);
        using var space = Hdf5Id.Of(H5Aget_space(attribute.Value), H5Sclose, problem);
        long number;
        return H5Tget_class(type.Value) == 0 && Hdf5Id.SizesOf(space).Length == 0 && H5Aread(attribute.Value, TypeOf("H5T_NATIVE_INT64_g"), &number) >= 0
            ? number
            : throw new Hdf5Exception(problem);
    }

    /// <summary>What an array is.</summary>
    /// <exception cref="Hdf5Exception">There is no such array, it has other than floating-point numbers, or the file does not have all of them.</exception>
    public Hdf5Array Array(string path)
    {
        var problem = $"the array {path} cannot be read";
        using var dataset = Hdf5Id.Of(H5Dopen2(file.Value, path, Whole), H5Dclose, problem);
        using var type = Hdf5Id.Of(H5Dget_type(dataset.Value), H5Tclose, problem);
        using var space = Hdf5Id.Of(H5Dget_space(dataset.Value), H5Sclose, problem);
        RequireInside(dataset, path);
        var sizes = Hdf5Id.SizesOf(space);
        var size = (int)H5Tget_size(type.Value);
        if (H5Tget_class(type.Value) != FloatClass || size is not (2 or sizeof(float) or sizeof(double)))
        {
            throw new Hdf5Exception($"the array {path} has no floating-point numbers of two, four or eight bytes");
        }

        if (!sizes.Contains(0) && !IsWhole(dataset, sizes))
        {
            throw new Hdf5Exception($"the array {path} lacks some of its numbers");
        }

        var (bytes, stored) = ((UInt128)Hdf5Id.CountOf(sizes) * (uint)size, H5Dget_storage_size(dataset.Value));
        return bytes <= (UInt128)stored * MostGrowth
            ? new Hdf5Array(path, sizes, size == sizeof(double))
            : throw new Hdf5Exception($"the array {path} would have {bytes} bytes, of which the file has {stored}");
    }

    /// <summary>Reads an array's numbers.</summary>
    /// <exception cref="Hdf5Exception">They cannot be read.</exception>
    public void Read(Hdf5Array array, Span<byte> numbers)
    {
        using var dataset = Hdf5Id.Of(H5Dopen2(file.Value, array.Path, Whole), H5Dclose, $"the array {array.Path} cannot be read");
        fixed (byte* buffer = numbers)
        {
            if (numbers.Length > 0 && H5Dread(dataset.Value, NativeHdf5.MemoryType(array.IsDouble), Whole, Whole, Whole, buffer) < 0)
            {
                throw new Hdf5Exception($"the numbers of the array {array.Path} cannot be read");
            }
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();

    /// <summary>Refuses arrays whose numbers are in other files: HDF5 can name any file of the machine.</summary>
    private void RequireInside(Hdf5Id dataset, string path)
    {
        const int VirtualLayout = 3;
        using var properties = Hdf5Id.Of(H5Dget_create_plist(dataset.Value), H5Pclose, $"the array {path} cannot be read");
        if (H5Pget_external_count(properties.Value) != 0 || H5Pget_layout(properties.Value) is < 0 or >= VirtualLayout || !FileOf(dataset.Value).SequenceEqual(FileOf(file.Value)))
        {
            throw new Hdf5Exception($"the numbers of the array {path} are in another file");
        }
    }

    /// <summary>Whether a file has all of an array; of what is not written the library makes up numbers.</summary>
    private static bool IsWhole(Hdf5Id dataset, long[] sizes)
    {
        const int Chunked = 2;
        using var properties = Hdf5Id.Of(H5Dget_create_plist(dataset.Value), H5Pclose, "an array cannot be read");
        if (H5Pget_layout(properties.Value) != Chunked)
        {
            int status;
            return H5Dget_space_status(dataset.Value, &status) >= 0 && status == Allocated;
        }

        // Compressed chunks take less room than their numbers, so they are counted.
        using var space = Hdf5Id.Of(H5Dget_space(dataset.Value), H5Sclose, "an array cannot be read");
        var chunk = stackalloc ulong[sizes.Length];
        ulong written;
        return H5Pget_chunk(properties.Value, sizes.Length, chunk) == sizes.Length
            && H5Dget_num_chunks(dataset.Value, space.Value, &written) >= 0
            && Enumerable.Range(0, sizes.Length).Aggregate((UInt128)1, (count, d) => count * (((ulong)sizes[d] + chunk[d] - 1) / Math.Max(1, chunk[d]))) == written;
    }

    private static byte[] FileOf(long item)
    {
        const int Longest = 8192;
        var name = stackalloc byte[Longest];
        var length = H5Fget_name(item, name, Longest);
        return length is > 0 and < Longest ? new ReadOnlySpan<byte>(name, (int)length).ToArray() : throw new Hdf5Exception("the file of an array is not known");
    }

    private Hdf5Id OpenGroup(string path) => Hdf5Id.Of(H5Gopen2(file.Value, path, Whole), H5Gclose, $"there is no group {path}");
}
