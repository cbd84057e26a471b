namespace EdgeGuard.Policy;

/// <summary>How <c>value</c> and <c>step</c> read the registers that a request writes.</summary>
public enum ValueType : byte
{
    /// <summary>Unsigned 16 bit: what a register is unless the line says otherwise.</summary>
    U16 = 0,

    /// <summary>Two's complement, 16 bit.</summary>
    S16 = 1,

    /// <summary>A pair of registers, unsigned 32 bit.</summary>
    U32 = 2,

    /// <summary>A pair of registers, two's complement, 32 bit.</summary>
    S32 = 3,

    /// <summary>A pair of registers, IEEE 754 single precision.</summary>
    F32 = 4,

    /// <summary>A coil: 0 is off, 1 is on.</summary>
    Coil = 5,
}
