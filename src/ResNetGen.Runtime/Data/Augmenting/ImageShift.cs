using System;
using System.Buffers;

namespace ResNetGen.Data;

/// <summary>Shifts images by parts of pixels, with bilinear filtering; what is shifted in repeats the edge: as Keras' <c>ImageDataGenerator</c> does by its shift ranges.</summary>
internal static class ImageShift
{
    /// <summary>Shifts an image in place.</summary>
    /// <param name="planes">One plane a channel.</param>
    /// <param name="shape">The image's shape.</param>
    /// <param name="most">How far at most, as a share of its height and width.</param>
    /// <param name="random">What is drawn comes from it.</param>
    public static void Apply(Span<byte> planes, FeatureShape shape, float most, ref RandomStream random)
    {
        var down = random.Between(-most, most) * shape.Height;
        var right = random.Between(-most, most) * shape.Width;
        Apply(planes, shape, down, right);
    }

    /// <summary>Shifts an image in place: a pixel becomes what lies so many rows and columns further.</summary>
    public static void Apply(Span<byte> planes, FeatureShape shape, float rows, float columns)
    {
        var plane = shape.Height * shape.Width;
        var rented = ArrayPool<byte>.Shared.Rent(plane);
        var source = rented.AsSpan(0, plane);
        var (row, rowShare) = Whole(rows);
        var (column, columnShare) = Whole(columns);
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            var destination = planes.Slice(channel * plane, plane);
            destination.CopyTo(source);
            for (var y = 0; y < shape.Height; y++)
            {
                var upper = source.Slice(Math.Clamp(y + row, 0, shape.Height - 1) * shape.Width, shape.Width);
                var lower = source.Slice(Math.Clamp(y + row + 1, 0, shape.Height - 1) * shape.Width, shape.Width);
                for (var x = 0; x < shape.Width; x++)
                {
                    var (left, right) = (Math.Clamp(x + column, 0, shape.Width - 1), Math.Clamp(x + column + 1, 0, shape.Width - 1));
                    var above = upper[left] + ((upper[right] - upper[left]) * columnShare);
                    var below = lower[left] + ((lower[right] - lower[left]) * columnShare);
                    destination[(y * shape.Width) + x] = (byte)(above + ((below - above) * rowShare) + 0.5f);
                }
            }
        }

        ArrayPool<byte>.Shared.Return(rented);
    }

    private static (int Whole, float Share) Whole(float distance)
    {
        var whole = MathF.Floor(distance);
        return ((int)whole, distance - whole);
    }
}
