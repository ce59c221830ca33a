using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace ResNetGen;

/// <summary>Safetensors files as bytes, written without the code that tests read them with.</summary>
internal static class SafeTensorsBytes
{
    /// <summary>A file of float32 tensors.</summary>
    public static byte[] Of(IEnumerable<(string Key, long[] Shape, float[] Values)> tensors) => Of(tensors, []);

    /// <summary>A file of float32 tensors with metadata.</summary>
    public static byte[] Of(IEnumerable<(string Key, long[] Shape, float[] Values)> tensors, IReadOnlyList<(string Name, string Text)> metadata) =>
        Of([.. tensors.Select(tensor => (tensor.Key, "F32", tensor.Shape, tensor.Values.SelectMany(BitConverter.GetBytes).ToArray()))], metadata);

    /// <summary>A file of tensors of any types.</summary>
    public static byte[] Of(params IReadOnlyList<(string Key, string DType, long[] Shape, byte[] Bytes)> tensors) => Of(tensors, []);

    /// <summary>A file with a header of one's own.</summary>
    public static byte[] Of(string header, byte[] data)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var length = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        return [.. length, .. json, .. data];
    }

    private static byte[] Of(IReadOnlyList<(string Key, string DType, long[] Shape, byte[] Bytes)> tensors, IReadOnlyList<(string Name, string Text)> metadata)
    {
        var place = 0;
        var entries = new List<string>();
        if (metadata.Count > 0)
        {
            entries.Add("\"__metadata__\":{" + string.Join(",", metadata.Select(note => $"\"{JsonEncodedText.Encode(note.Name)}\":\"{JsonEncodedText.Encode(note.Text)}\"")) + "}");
        }

        foreach (var (key, type, shape, bytes) in tensors)
        {
            entries.Add(string.Create(
                CultureInfo.InvariantCulture,
                $$"""{{'"'}}{{key}}":{"dtype":"{{type}}","shape":[{{string.Join(",", shape)}}],"data_offsets":[{{place}},{{place + bytes.Length}}]}"""));
            place += bytes.Length;
        }

        return Of("{" + string.Join(",", entries) + "}", [.. tensors.SelectMany(tensor => tensor.Bytes)]);
    }
}
