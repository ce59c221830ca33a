using System.Collections.Generic;

namespace ResNetGen.Engine.MachineCode;

/// <summary>The 64-bit general registers, by their numbers in instructions.</summary>
internal enum GeneralRegister
{
    Rax,
    Rcx,
    Rdx,
    Rbx,
    Rsp,
    Rbp,
    Rsi,
    Rdi,
    R8,
    R9,
    R10,
    R11,
    R12,
    R13,
    R14,
    R15,
}

/// <summary>One of the 32 vector registers.</summary>
/// <param name="Number">0 to 31.</param>
internal readonly record struct VectorRegister(int Number);

/// <summary>How much of a vector register an instruction moves, as EVEX prefixes encode it.</summary>
internal enum VectorWidth
{
    /// <summary>128 bits.</summary>
    Xmm,

    /// <summary>256 bits.</summary>
    Ymm,

    /// <summary>512 bits.</summary>
    Zmm,
}

/// <summary>An operand in memory: base + index * scale + displacement.</summary>
/// <param name="Base">The register that holds the address.</param>
/// <param name="Displacement">Bytes.</param>
/// <param name="Index">Any register but rsp; null for none.</param>
/// <param name="Scale">1, 2, 4 or 8.</param>
internal readonly record struct MemoryOperand(GeneralRegister Base, int Displacement = 0, GeneralRegister? Index = null, int Scale = 1);

/// <summary>What a conditional jump depends on, as the opcode encodes it.</summary>
internal enum Condition
{
    /// <summary>The last result was 0.</summary>
    Zero = 4,

    /// <summary>The last result was not 0.</summary>
    NotZero = 5,
}

/// <summary>A place in the code that jumps lead to. <see cref="Encoder.Bind"/> says where it is.</summary>
internal sealed class Label
{
    /// <summary>The place in bytes from the start of the code; -1 until it is bound.</summary>
    internal int Position { get; set; } = -1;

    /// <summary>The places of the 32-bit distances of jumps that were written before the label was bound.</summary>
    internal List<int> Jumps { get; } = [];
}
