using System;
using System.Buffers.Binary;
using System.IO;

namespace ResNetGen.Torch;

/// <summary>A shared library of Linux. Loading one that was cut short ends the process, so its length is checked first.</summary>
internal static class ElfFile
{
    /// <summary>Requires that a file is as long as its own header says.</summary>
    /// <exception cref="TorchLoadException">The file is missing, is no 64-bit ELF file, or was cut short.</exception>
    public static void RequireWhole(string file)
    {
        const int HeaderLength = 64;
        Span<byte> header = stackalloc byte[HeaderLength];
        long length;
        try
        {
            using var stream = File.OpenRead(file);
            length = stream.Length;
            if (stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || !header[..5].SequenceEqual("\u007fELF\u0002"u8))
            {
                throw new TorchLoadException($"{file} is no shared library for 64-bit Linux ({length:N0} bytes long). {Advice}");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TorchLoadException($"{file} cannot be read: {exception.Message} {Advice}", exception);
        }

        // The table of sections is the last thing in a file as linkers write it.
        var end = BinaryPrimitives.ReadInt64LittleEndian(header[40..]) + ((long)BinaryPrimitives.ReadUInt16LittleEndian(header[58..]) * BinaryPrimitives.ReadUInt16LittleEndian(header[60..]));
        if (length < end)
        {
            throw new TorchLoadException($"{file} is damaged: it has {length:N0} bytes of at least {end:N0}. {Advice}");
        }
    }

    private static string Advice => "Delete the file and its package's folder in the NuGet cache (dotnet nuget locals global-packages --list says where that is), then build again.";
}
