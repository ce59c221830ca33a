namespace ResNetGen.Engine.Kernels;

/// <summary>
/// How feature maps lie in memory: image, block of 16 channels, row, column, channel within the block (nChw16c). A halo of <see
/// cref="Halo"/> pixels surrounds each plane. The halo holds zeros where a convolution reads it, so that kernels need no bounds checks.
/// Channels that fill up the last block hold arbitrary finite values; the weights for them are zeros.
/// </summary>
/// <param name="Images">The number of images.</param>
/// <param name="Channels">The number of channels.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Halo">Rows and columns of the halo on each side.</param>
/// <param name="IsVectors">
/// Whether the values are vectors, one for each image: one row of one image, with a column for each vector. Vectors are always float32.
/// </param>
internal readonly record struct Layout(int Images, int Channels, int Height, int Width, int Halo, bool IsVectors = false)
{
    /// <summary>The channels of a block.</summary>
    public const int Lanes = 16;

    /// <summary>Blocks of channels in an image.</summary>
    public int Blocks => BlocksOf(Channels);

    /// <summary>Elements of a row, its halo included.</summary>
    public long Row => (Width + (2L * Halo)) * Lanes;

    /// <summary>Elements of a plane: the rows of one block.</summary>
    public long Plane => (Height + (2L * Halo)) * Row;

    /// <summary>Elements of an image.</summary>
    public long Image => Blocks * Plane;

    /// <summary>Elements of all images.</summary>
    public long Length => Images * Image;

    /// <summary>The place of the first image's first block's pixel (0, 0).</summary>
    public long Origin => (Halo * Row) + (Halo * Lanes);

    /// <summary>The number of blocks that hold so many channels.</summary>
    public static int BlocksOf(int channels) => (channels + Lanes - 1) / Lanes;
}

/// <summary>Feature maps in memory.</summary>
/// <param name="layout">How they lie.</param>
/// <param name="data">The first image's first block's pixel (0, 0).</param>
internal readonly unsafe struct MapView(Layout layout, byte* data)
{
    public Layout Layout { get; } = layout;

    public byte* Data { get; } = data;
}
