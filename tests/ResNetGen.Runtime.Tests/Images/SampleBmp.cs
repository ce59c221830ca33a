using System;
using System.Buffers.Binary;
using ResNetGen.Images;

namespace ResNetGen.Runtime.Tests.Images;

/// <summary>Writes pictures as BMP files of 24 bits a pixel, which need no library to be read.</summary>
internal static class SampleBmp
{
    public static byte[] Encode(Picture picture)
    {
        var stride = ((picture.Width * 3) + 3) / 4 * 4;
        var file = new byte[54 + (stride * picture.Height)];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), 54);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), picture.Width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), picture.Height);
        file[26] = 1;
        file[28] = 24;
        for (var y = 0; y < picture.Height; y++)
        {
            var row = file.AsSpan(54 + ((picture.Height - 1 - y) * stride));
            for (var x = 0; x < picture.Width; x++)
            {
                for (var channel = 0; channel < 3; channel++)
                {
                    row[(3 * x) + 2 - channel] = picture.Row(y)[(x * picture.Channels) + Math.Min(channel, picture.Channels - 1)];
                }
            }
        }

        return file;
    }
}
