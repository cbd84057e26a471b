namespace EdgeGuard.Modbus;

/// <summary>The parity bit of a character.</summary>
public enum SerialParity : byte
{
    None = 0,
    Odd = 1,
    Even = 2,
}
