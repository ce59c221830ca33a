namespace ResNetGen.Engine.Kernels;

/// <summary>The epilogue of a tile: the operations on its sums before they are written.</summary>
internal enum TileEpilogue
{
    /// <summary>Writes the sums in float32, whatever the element type.</summary>
    Sums,

    /// <summary>Writes elements.</summary>
    None,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>x + addend.</summary>
    Add,

    /// <summary>max(x + addend, 0).</summary>
    AddRelu,
}

/// <summary>
/// What tells one tile function from another. A tile holds its sums, so many pixels times so many blocks of 16 output channels, in
/// registers.
/// </summary>
/// <param name="Blocks">Output blocks.</param>
/// <param name="Columns">Pixels of a row, or the channels of a pixel (<see cref="ChannelStride"/>).</param>
/// <param name="Stride">
/// Columns of the input from one output pixel to the next; 3 for any number from 3 on, with sums as the epilogue; <see cref="ChannelStride"/> for columns that are
/// the channels of one pixel.
/// </param>
/// <param name="Epilogue">What is done with the sums.</param>
internal readonly record struct TileShape(int Blocks, int Columns, int Stride, TileEpilogue Epilogue)
{
    /// <summary>The stride that stands for columns that are channels. The values of a segment are pixels then, and the epilogue is sums or an addition.</summary>
    public const int ChannelStride = 0;
}

/// <summary>The arguments of a tile function, in C# or in machine code. All steps are in bytes.</summary>
internal unsafe struct TileArguments
{
    /// <summary>The first pixel of the first segment.</summary>
    public byte* Input;

    /// <summary>The weights of the first output block: segment after segment, 16 input channels times 16 output channels each.</summary>
    public byte* Weights;

    /// <summary>The first pixel of the first output block. Pixels are contiguous, 16 values each.</summary>
    public byte* Output;

    /// <summary>The addend, in the output's layout.</summary>
    public byte* Addend;

    /// <summary>What the sums start from, 16 values for each block; null for 0.</summary>
    public float* Bias;

    /// <summary>
    /// The places of the segments, counted from <see cref="Input"/>, and one more for what is read ahead; null for segments <see
    /// cref="SegmentStep"/> apart.
    /// </summary>
    public long* Offsets;

    public long SegmentStep;

    public long Segments;

    /// <summary>From the weights of one output block to those of the next.</summary>
    public long WeightsStep;

    /// <summary>From one output block to the next.</summary>
    public long OutputStep;

    /// <summary>From the input of one pixel to that of the next; read where the tile's stride is 3 or <see cref="TileShape.ChannelStride"/>.</summary>
    public long ColumnStep;

    /// <summary>
    /// Inputs of a segment: 16, but for the rows of images. Where columns are channels, the floats from the segment's first pixel to behind its last.
    /// </summary>
    public long SegmentLength;

    /// <summary>The places of the segments' weights, counted from <see cref="Weights"/>; read where columns are channels.</summary>
    public long* WeightsOffsets;

    /// <summary>From the input and the weights of each pixel to what is brought near meanwhile; read where columns are channels.</summary>
    public long InputAhead, WeightsAhead;
}
