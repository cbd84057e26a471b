using System;

namespace EdgeGuard.Policy;

/// <summary>Turns register contents into numbers that compare in the order of their type.</summary>
/// <remarks>A single-precision number is compared through its bits, which keeps host and device exact and alike.</remarks>
internal static class ValueKey
{
    /// <summary>What <see cref="Of"/> answers for an f32 that is no number
    /// of a process (<see cref="IsNumber"/>): no range holds it.</summary>
    internal const long NotANumber = long.MinValue;

    /// <summary>The bits of the smallest f32 that is normal, 1.2e-38: what is nearer to zero is no value of a process.</summary>
    internal const uint SmallestNormal = 0x0080_0000;

    // 2^-149, the step of numbers too small to be normal.
    private const double SmallestSingle = 1.401298464324817E-45;

    /// <summary>Whether a type takes two registers.</summary>
    internal static bool IsPaired(ValueType type)
    {
        return type == ValueType.U32 || type == ValueType.S32 || type == ValueType.F32;
    }

    /// <summary>The 32 bits of a pair.</summary>
    internal static uint Bits(int first, int second, bool lowFirst)
    {
        return lowFirst ? (uint)second << 16 | (uint)first : (uint)first << 16 | (uint)second;
    }

    /// <summary>The key of a register (0…65535), a coil (0, 1) or of the bits of a pair.</summary>
    internal static long Of(ValueType type, uint bits)
    {
        switch (type)
        {
            case ValueType.S16: return unchecked((short)bits);
            case ValueType.S32: return Signed(bits);
            case ValueType.F32: return OfSingle(bits);
            default: return bits;
        }
    }

    /// <summary>Whether the bits of an f32 are a number that a process has: neither none at all, nor one so near to zero (and not zero)
    /// that only the halves of another number in the wrong order make it. A range that holds zero would hold all of those.</summary>
    internal static bool IsNumber(uint bits)
    {
        uint magnitude = bits & 0x7FFFFFFF;
        return magnitude == 0 || (magnitude >= SmallestNormal && magnitude <= 0x7F800000);
    }

    /// <summary>The bits of a pair as a signed number.</summary>
    /// <remarks>By way of long: <c>(int)</c> of a uint is no instruction, so the
    /// interpreter would keep the number unsigned, and widen it so.</remarks>
    internal static int Signed(uint bits)
    {
        return unchecked((int)(long)bits);
    }

    // IEEE 754 orders like sign and magnitude; both zeros are 0.
    private static long OfSingle(uint bits)
    {
        if (!IsNumber(bits)) return NotANumber;
        uint magnitude = bits & 0x7FFFFFFF;
        return (bits & 0x80000000) != 0 ? -(long)magnitude : magnitude;
    }

    /// <summary>A single-precision number, exactly. By its bits: the device has no other conversion that allocates nothing.</summary>
    internal static double ToDouble(uint bits)
    {
        long sign = (long)(bits >> 31) << 63;
        long exponent = bits >> 23 & 0xFF;
        long mantissa = bits & 0x7FFFFF;
        if (exponent == 0) return (sign != 0 ? -SmallestSingle : SmallestSingle) * mantissa;
        long rebiased = exponent == 0xFF ? 0x7FF : exponent + 1023 - 127;
        return BitConverter.Int64BitsToDouble(sign | rebiased << 52 | mantissa << 29);
    }
}
