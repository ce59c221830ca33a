using System;
using System.Buffers;

namespace ResNetGen.Images;

/// <summary>A picture with three channels in a buffer that is used again after it is disposed.</summary>
internal readonly struct RentedPicture(byte[] buffer, PictureSize size) : IDisposable
{
    public PictureSize Size => size;

    public Span<byte> Pixels => buffer.AsSpan(0, (int)size.Pixels * 3);

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);
}
