using System.Threading;
using ResNetGen.Engine.MachineCode;
using static ResNetGen.Engine.MachineCode.GeneralRegister;

namespace ResNetGen.Engine.Kernels;

/// <summary>
/// Rounds pixels of 16 values from float32 to bfloat16 by <c>vcvtneps2bf16</c>, for which .NET has no intrinsic: a function in machine code, which is written when
/// pixels are first rounded. Its results are those of <see cref="BFloat16.Store"/>, but that values below the smallest normal float32 become 0.
/// </summary>
internal static unsafe class BFloat16Rounding
{
    private const int Pixel = Layout.Lanes * sizeof(ushort), FloatPixel = Layout.Lanes * sizeof(float);

    private static readonly Lock Guard = new();
    private static nint function;

    /// <summary>Rounds pixels.</summary>
    /// <param name="from">16 values for each pixel, contiguous.</param>
    /// <param name="to">Receives 16 elements for each pixel.</param>
    /// <param name="step">Bytes from one pixel to the next at <paramref name="to"/>.</param>
    /// <param name="pixels">The number of pixels.</param>
    public static void Round(float* from, byte* to, long step, long pixels)
    {
        // Contiguous pixels are rounded two at a time.
        var pairs = step == Pixel ? pixels / 2 : 0;
        var arguments = new Arguments { From = from, To = to, Step = step, Pairs = pairs, Pixels = pixels - (2 * pairs) };
        var made = Volatile.Read(ref function);

        // So few instructions that a garbage collection may wait for them.
        ((delegate* unmanaged[SuppressGCTransition]<Arguments*, void>)(made != 0 ? made : Make()))(&arguments);
    }

    /// <summary>The instructions of the function. They work at any address.</summary>
    public static byte[] Code(CallingConvention convention)
    {
        const GeneralRegister From = Rax, To = Rdx, Step = R8, Left = Rcx;
        var code = new Encoder();
        var frame = new FunctionFrame(convention, vectors: 2);
        VectorRegister values = FunctionFrame.Vector(0), upper = FunctionFrame.Vector(1);
        Label pair = new(), single = new(), pixel = new(), end = new();
        frame.Enter(code);
        code.Mov(From, new MemoryOperand(Rdi));
        code.Mov(To, new MemoryOperand(Rdi, sizeof(long)));
        code.Mov(Step, new MemoryOperand(Rdi, 2 * sizeof(long)));
        code.Mov(Left, new MemoryOperand(Rdi, 3 * sizeof(long)));
        code.Test(Left, Left);
        code.Jcc(Condition.Zero, single);
        code.Bind(pair);
        code.Vmovups(values, new MemoryOperand(From));
        code.Vmovups(upper, new MemoryOperand(From, FloatPixel));
        code.Vcvtne2ps2bf16(values, upper, values);
        code.Vmovups(new MemoryOperand(To), values);
        code.Add(From, 2 * FloatPixel);
        code.Add(To, 2 * Pixel);
        code.Add(Left, -1);
        code.Jcc(Condition.NotZero, pair);
        code.Bind(single);
        code.Mov(Left, new MemoryOperand(Rdi, 4 * sizeof(long)));
        code.Test(Left, Left);
        code.Jcc(Condition.Zero, end);
        code.Bind(pixel);
        code.Vmovups(values, new MemoryOperand(From));
        code.Vcvtneps2bf16(values, values);
        code.Vmovups(new MemoryOperand(To), values, VectorWidth.Ymm);
        code.Add(From, FloatPixel);
        code.Add(To, Step);
        code.Add(Left, -1);
        code.Jcc(Condition.NotZero, pixel);
        code.Bind(end);
        frame.Return(code);
        return code.Code.ToArray();
    }

    private static nint Make()
    {
        lock (Guard)
        {
            if (function == 0)
            {
                function = BFloat16Tiles.Allocate(Code(FunctionFrame.OfThisSystem));
            }

            return function;
        }
    }

    private struct Arguments
    {
        public float* From;
        public byte* To;
        public long Step, Pairs, Pixels;
    }
}
