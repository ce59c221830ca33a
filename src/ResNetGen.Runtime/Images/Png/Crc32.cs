using System;

namespace ResNetGen.Images.Png;

/// <summary>The checksum of PNG's chunks: CRC-32 of ISO 3309 (PNG specification, third edition, section 5.5). .NET has it in a package of its own only.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Table = MakeTable();

    /// <summary>Goes on with a checksum; 0 to begin with.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        var register = ~checksum;
        foreach (var one in bytes)
        {
            register = Table[(byte)(register ^ one)] ^ (register >> 8);
        }

        return ~register;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var entry = i;
            for (var bit = 0; bit < 8; bit++)
            {
                entry = (entry & 1) != 0 ? Polynomial ^ (entry >> 1) : entry >> 1;
            }

            table[i] = entry;
        }

        return table;
    }
}
