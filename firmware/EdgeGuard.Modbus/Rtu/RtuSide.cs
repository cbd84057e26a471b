namespace EdgeGuard.Modbus;

/// <summary>Which of the two sides of a serial line speaks: their frames have different lengths.</summary>
public enum RtuSide : byte
{
    /// <summary>The client, which asks.</summary>
    Request = 0,

    /// <summary>A unit, which answers.</summary>
    Response = 1,
}
