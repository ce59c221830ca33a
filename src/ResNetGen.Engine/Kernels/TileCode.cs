using System;
using ResNetGen.Engine.MachineCode;
using static ResNetGen.Engine.MachineCode.GeneralRegister;

namespace ResNetGen.Engine.Kernels;

/// <summary>
/// Writes the machine code of one convolution tile on bfloat16: a function that takes the address of <see cref="TileArguments"/>. The sums
/// are float32 and stay in vector registers, one for each pixel and output block, from the bias to the epilogue.
/// </summary>
internal sealed class TileCode
{
    private const int ElementSize = 2, PixelSize = Layout.Lanes * ElementSize, VectorSize = 64, LineSize = 64;

    // Input channels of a segment come in pairs, whose weights fill a vector.
    private const int PairSize = 2 * ElementSize, Pairs = Layout.Lanes / 2;

    // More pairs at a time make the code longer and no faster.
    private const int PairsAtOnce = 2;

    // Displacements of pairs fit into a byte from -512 to 508. Registers that address pixels therefore point behind the first ones.
    private const int PixelBias = 512, PixelReach = 1024;

    private const GeneralRegister Arguments = Rdi;

    private const GeneralRegister Input = Rax, Weights = Rdx, Segments = R9, Pixels = R10;

    // The place of the next segment's offset, or the distance of segments.
    private const GeneralRegister NextOffset = R8, SegmentStep = R8;

    // Pixels beyond the reach of Pixels, which only tiles of one output block have; the others have weights in more than one place.
    private const GeneralRegister FarPixels = R11, WeightsStep = R11, ThreeWeightsSteps = Rsi;

    // What is read ahead is asked for before pairs are counted.
    private const GeneralRegister Ahead = Rcx, PairsLeft = Rcx;

    private const GeneralRegister Output = Rax, Addend = Rdx, OutputStep = R8;

    private readonly TileShape shape;

    private readonly FunctionFrame frame;

    private readonly Encoder code = new();

    private TileCode(TileShape shape, CallingConvention convention)
    {
        this.shape = shape;
        frame = new FunctionFrame(convention, VectorCount);
    }

    // The fields of TileArguments in their order; all are 8 bytes.
    private enum Argument
    {
        Input,
        Weights,
        Output,
        Addend,
        Bias,
        Offsets,
        SegmentStep,
        Segments,
        WeightsStep,
        OutputStep,
    }

    private int SumCount => shape.Blocks * shape.Columns;

    // The sums, the weights of each block, the input where it is multiplied more than once.
    private int VectorCount => Math.Max(SumCount + shape.Blocks + (shape.Blocks > 1 ? 1 : 0), SumCount + 2);

    // Columns that are channels are a pair of pixels' values each, one after the other, and what is summed over are pairs of pixels.
    private bool HasChannelColumns => shape.Stride == TileShape.ChannelStride;

    private int InputStep => HasChannelColumns ? PairSize : shape.Stride * PixelSize;

    private int PairStep => HasChannelColumns ? VectorSize : PairSize;

    private bool HasFarPixels => (shape.Columns - 1) * InputStep >= PixelReach;

    private bool Adds => shape.Epilogue is TileEpilogue.Add or TileEpilogue.AddRelu;

    private bool Rectifies => shape.Epilogue is TileEpilogue.Relu or TileEpilogue.AddRelu;

    /// <summary>The instructions of a tile. They work at any address.</summary>
    public static byte[] Of(TileShape shape, CallingConvention convention)
    {
        var tile = new TileCode(shape, convention);
        tile.WriteFunction();
        return tile.code.Code.ToArray();
    }

    private static MemoryOperand At(Argument argument) => new(Arguments, (int)argument * sizeof(long));

    private static MemoryOperand WeightsOf(int block, int pair) => block switch
    {
        0 => new MemoryOperand(Weights, pair * VectorSize),
        1 => new MemoryOperand(Weights, pair * VectorSize, WeightsStep),
        2 => new MemoryOperand(Weights, pair * VectorSize, WeightsStep, 2),
        _ => new MemoryOperand(Weights, pair * VectorSize, ThreeWeightsSteps),
    };

    private VectorRegister Sum(int column, int block) => FunctionFrame.Vector((column * shape.Blocks) + block);

    private VectorRegister Free(int number) => FunctionFrame.Vector(SumCount + number);

    private void WriteFunction()
    {
        frame.Enter(code);
        WriteStart();

        Label scattered = new(), summed = new();
        code.Mov(Segments, At(Argument.Segments));
        code.Test(Segments, Segments);
        code.Jcc(Condition.Zero, summed);
        code.Mov(NextOffset, At(Argument.Offsets));
        code.Test(NextOffset, NextOffset);
        code.Jcc(Condition.NotZero, scattered);

        code.Mov(SegmentStep, At(Argument.SegmentStep));
        WriteSegments(isScattered: false);
        code.Jmp(summed);

        code.Bind(scattered);
        WriteSegments(isScattered: true);

        code.Bind(summed);
        WriteEpilogue();
        frame.Return(code);
    }

    // Sums start from the bias, or from 0.
    private void WriteStart()
    {
        for (var i = 0; i < SumCount; i++)
        {
            code.Vpxord(FunctionFrame.Vector(i), FunctionFrame.Vector(i), FunctionFrame.Vector(i));
        }
        var started = new Label();
        const GeneralRegister Bias = Pixels;
        code.Mov(Bias, At(Argument.Bias));
        code.Test(Bias, Bias);
        code.Jcc(Condition.Zero, started);
        for (var block = 0; block < shape.Blocks; block++)
        {
            code.Vmovups(Sum(0, block), new MemoryOperand(Bias, block * VectorSize));
            for (var column = 1; column < shape.Columns; column++)
            {
                code.Vmovups(Sum(column, block), Sum(0, block));
            }
        }
        code.Bind(started);

        code.Mov(Input, At(Argument.Input));
        code.Add(Input, PixelBias);
        code.Mov(Weights, At(Argument.Weights));
        if (shape.Blocks > 1)
        {
            code.Mov(WeightsStep, At(Argument.WeightsStep));
        }
        if (shape.Blocks > 3)
        {
            code.Lea(ThreeWeightsSteps, new MemoryOperand(WeightsStep, 0, WeightsStep, 2));
        }
    }

    private void WriteSegments(bool isScattered)
    {
        var segment = new Label();
        code.Bind(segment);
        if (isScattered)
        {
            code.Mov(Pixels, new MemoryOperand(NextOffset));
            code.Add(Pixels, Input);
            code.Add(NextOffset, sizeof(long));
            code.Mov(Ahead, new MemoryOperand(NextOffset));
            code.Add(Ahead, Input);
        }
        else
        {
            code.Mov(Pixels, Input);
            code.Add(Input, SegmentStep);
            code.Mov(Ahead, Input);
        }
        if (HasFarPixels)
        {
            code.Lea(FarPixels, new MemoryOperand(Pixels, PixelReach));
        }
        // Segments lie further apart than the processor looks ahead by itself.
        for (var place = 0; place < shape.Columns * InputStep; place += LineSize)
        {
            code.Prefetcht0(new MemoryOperand(Ahead, place - PixelBias));
        }

        var pairs = new Label();
        code.Mov(PairsLeft, Pairs / PairsAtOnce);
        code.Bind(pairs);
        for (var pair = 0; pair < PairsAtOnce; pair++)
        {
            WritePair(pair);
        }
        code.Add(Weights, PairsAtOnce * VectorSize);
        code.Add(Pixels, PairsAtOnce * PairStep);
        if (HasFarPixels)
        {
            code.Add(FarPixels, PairsAtOnce * PairStep);
        }
        code.Add(PairsLeft, -1);
        code.Jcc(Condition.NotZero, pairs);

        code.Add(Segments, -1);
        code.Jcc(Condition.NotZero, segment);
    }

    // The products of one pair of input channels, or of pixels.
    private void WritePair(int pair)
    {
        for (var block = 0; block < shape.Blocks; block++)
        {
            code.Vmovups(Free(block), WeightsOf(block, pair));
        }
        for (var column = 0; column < shape.Columns; column++)
        {
            var place = (column * InputStep) + (pair * PairStep);
            var isFar = place >= PixelReach;
            var input = isFar ? new MemoryOperand(FarPixels, place - PixelReach - PixelBias) : new MemoryOperand(Pixels, place - PixelBias);
            if (shape.Blocks == 1)
            {
                code.Vdpbf16psBroadcast(Sum(column, 0), Free(0), input);
                continue;
            }
            var pixel = Free(shape.Blocks);
            code.Vbroadcastss(pixel, input);
            for (var block = 0; block < shape.Blocks; block++)
            {
                code.Vdpbf16ps(Sum(column, block), Free(block), pixel);
            }
        }
    }

    private void WriteEpilogue()
    {
        code.Mov(Output, At(Argument.Output));
        if (Adds)
        {
            code.Mov(Addend, At(Argument.Addend));
        }
        if (shape.Blocks > 1)
        {
            code.Mov(OutputStep, At(Argument.OutputStep));
        }
        if (Rectifies)
        {
            code.Vpxord(Free(0), Free(0), Free(0));
        }
        for (var block = 0; block < shape.Blocks; block++)
        {
            for (var column = 0; column < shape.Columns; column++)
            {
                Finish(Sum(column, block), column);
                Store(column, block);
            }
            if (block + 1 < shape.Blocks)
            {
                code.Add(Output, OutputStep);
                if (Adds)
                {
                    code.Add(Addend, OutputStep);
                }
            }
        }
    }

    private void Finish(VectorRegister sum, int column)
    {
        VectorRegister zero = Free(0), addend = Free(1);
        if (Adds)
        {
            code.Vpmovzxwd(addend, new MemoryOperand(Addend, column * PixelSize));
            code.Vpslld(addend, addend, 16);
            code.Vaddps(sum, sum, addend);
        }
        if (Rectifies)
        {
            // The second source is what remains of a NaN.
            code.Vmaxps(sum, zero, sum);
        }
    }

    // Elements are written two pixels at a time, where there are two.
    private void Store(int column, int block)
    {
        var sum = Sum(column, block);
        if (shape.Epilogue == TileEpilogue.Sums)
        {
            code.Vmovups(new MemoryOperand(Output, column * VectorSize), sum);
        }
        else if (column % 2 == 1)
        {
            code.Vcvtne2ps2bf16(sum, sum, Sum(column - 1, block));
            code.Vmovups(new MemoryOperand(Output, (column - 1) * PixelSize), sum);
        }
        else if (column == shape.Columns - 1)
        {
            code.Vcvtneps2bf16(sum, sum);
            code.Vmovups(new MemoryOperand(Output, column * PixelSize), sum, VectorWidth.Ymm);
        }
    }
}
