namespace System;

/// <summary>nanoFramework's window on a byte array, as far as the device uses it.</summary>
public readonly struct SpanByte
{
    public SpanByte(byte[] array, int start, int length)
    {
        Array = array;
        Start = start;
        Length = length;
    }

    internal byte[] Array { get; }

    internal int Start { get; }

    public int Length { get; }
}
