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
    private static readonly Lock Guard = new();
    private static nint function;

    /// <summary>Rounds pixels.</summary>
    /// <param name="from">16 values for each pixel, contiguous.</param>
    /// <param name="to">Receives 16 elements for each pixel.</param>
    /// <param name="step">Bytes from one pixel to the next at <paramref name="to"/>.</param>
    /// <param name="pixels">The number of pixels.</param>
    public static void Round(float* from, byte* to, long step, long pixels)
    {
        var arguments = new Arguments { From = from, To = to, Step = step, Pixels = pixels };
        var made = Volatile.Read(ref function);

        // So few instructions that a garbage collection may wait for them.
        ((delegate* unmanaged[SuppressGCTransition]<Arguments*, void>)(made != 0 ? made : Make()))(&arguments);
    }

    /// <summary>The instructions of the function. They work at any address.</summary>
    public static byte[] Code(CallingConvention convention)
    {
        const GeneralRegister From = Rax, To = Rdx, Step = R8, Left = Rcx;
        var code = new Encoder();
        var frame = new FunctionFrame(convention, vectors: 1);
        var values = FunctionFrame.Vector(0);
        Label pixel = new(), end = new();
        frame.Enter(code);
        code.Mov(From, new MemoryOperand(Rdi));
        code.Mov(To, new MemoryOperand(Rdi, sizeof(long)));
        code.Mov(Step, new MemoryOperand(Rdi, 2 * sizeof(long)));
        code.Mov(Left, new MemoryOperand(Rdi, 3 * sizeof(long)));
        code.Test(Left, Left);
        code.Jcc(Condition.Zero, end);
        code.Bind(pixel);
        code.Vmovups(values, new MemoryOperand(From));
        code.Vcvtneps2bf16(values, values);
        code.Vmovups(new MemoryOperand(To), values, VectorWidth.Ymm);
        code.Add(From, Layout.Lanes * sizeof(float));
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
        public long Step, Pixels;
    }
}
