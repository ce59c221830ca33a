using System;
using static ResNetGen.Engine.MachineCode.GeneralRegister;

namespace ResNetGen.Engine.MachineCode;

/// <summary>How a function receives its argument, and which registers it must preserve.</summary>
internal enum CallingConvention
{
    /// <summary>x86-64 Linux: the first argument is in rdi; functions may change every vector register.</summary>
    SystemV,

    /// <summary>x86-64 Windows: the first argument is in rcx; functions preserve rsi, rdi and xmm6 to xmm15.</summary>
    Windows,
}

/// <summary>
/// The entry and the return of a function with one argument, which the function's body finds in rdi, and any number of vector registers from
/// <see cref="Vector"/>.
/// </summary>
/// <remarks>
/// The function has no unwind data: nothing in it throws, and the runtime does not walk the stack of native code. Only profilers and debuggers see a broken stack
/// while it runs.
/// </remarks>
/// <param name="convention">The calling convention.</param>
/// <param name="vectors">The number of vector registers that the body changes.</param>
internal sealed class FunctionFrame(CallingConvention convention, int vectors)
{
    private const int VectorRegisters = 32, FirstPreserved = 6, AfterPreserved = 16, XmmSize = 16;

    /// <summary>The calling convention of this process.</summary>
    public static CallingConvention OfThisSystem => OperatingSystem.IsWindows() ? CallingConvention.Windows : CallingConvention.SystemV;

    private int PreservedVectors => Math.Max(0, vectors - (VectorRegisters - (AfterPreserved - FirstPreserved)));

    /// <summary>A vector register. Those that Windows preserves have the highest numbers, so that small functions save none of them.</summary>
    public static VectorRegister Vector(int number) => new(number switch
    {
        < FirstPreserved => number,
        < FirstPreserved + VectorRegisters - AfterPreserved => number - FirstPreserved + AfterPreserved,
        _ => number - (VectorRegisters - AfterPreserved),
    });

    /// <summary>Writes the entry.</summary>
    public void Enter(Encoder code)
    {
        if (convention != CallingConvention.Windows)
        {
            return;
        }

        code.Push(Rsi);
        code.Push(Rdi);
        if (PreservedVectors > 0)
        {
            code.Add(Rsp, -PreservedVectors * XmmSize);
        }

        for (var i = 0; i < PreservedVectors; i++)
        {
            code.Vmovups(new MemoryOperand(Rsp, i * XmmSize), new VectorRegister(FirstPreserved + i), VectorWidth.Xmm);
        }

        code.Mov(Rdi, Rcx);
    }

    /// <summary>Writes the return.</summary>
    public void Return(Encoder code)
    {
        if (convention == CallingConvention.Windows)
        {
            for (var i = 0; i < PreservedVectors; i++)
            {
                code.Vmovups(new VectorRegister(FirstPreserved + i), new MemoryOperand(Rsp, i * XmmSize), VectorWidth.Xmm);
            }

            if (PreservedVectors > 0)
            {
                code.Add(Rsp, PreservedVectors * XmmSize);
            }

            code.Pop(Rdi);
            code.Pop(Rsi);
        }

        code.Vzeroupper();
        code.Ret();
    }
}
