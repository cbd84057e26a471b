namespace EdgeGuard.EndToEnd.Oracle;

/// <summary>What a PLC holds, for lines that depend on it.</summary>
internal interface IOraclePlc
{
    /// <param name="unit">Which unit.</param>
    /// <param name="table">The function that reads it: 1 coil, 2 discrete input, 3 holding register, 4 input register.</param>
    /// <param name="address">From 0.</param>
    int Value(byte unit, int table, int address);
}
