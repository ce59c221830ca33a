using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace ResNetGen;

/// <summary>Safetensors files as bytes, written without the code that tests read them with.</summary>
internal static class SafeTensorsBytes
{
    /// <summary>A file of float32 tensors.</summary>
    public static byte[] Of(IEnumerable<(string Key, long[] Shape, float[] Values)> tensors) =>
        Of([.. tensors.Select(tensor => (tensor.Key, "F32", tensor.Shape, tensor.Values.SelectMany(BitConverter.GetBytes).ToArray()))]);

    /// <summary>A file of tensors of any types.</summary>
    public static byte[] Of(params IReadOnlyList<(string Key, string DType, long[] Shape, byte[] Bytes)> tensors)
    {
        var place = 0;
        var entries = new List<string>();
        foreach (var (key, type, shape, bytes) in tensors)
        {
            entries.Add(string.Create(
                CultureInfo.InvariantCulture,
                $$"""{{'"'}}{{key}}":{"dtype":"{{type}}","shape":[{{string.Join(",", shape)}}],"data_offsets":[{{place}},{{place + bytes.Length}}]}"""));
            place += bytes.Length;
        }

        return Of("{" + string.Join(",", entries) + "}", [.. tensors.SelectMany(tensor => tensor.Bytes)]);
    }

    /// <summary>A file with a header of one's own.</summary>
    public static byte[] Of(string header, byte[] data)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var length = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        return [.. length, .. json, .. data];
    }
}
