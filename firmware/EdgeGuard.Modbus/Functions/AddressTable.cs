namespace EdgeGuard.Modbus;

/// <summary>What a request's addresses point into (Application Protocol V1.1b3, sections 4.3, 6.14 and 6.18).</summary>
public enum AddressTable : byte
{
    None = 0,
    Coils = 1,
    DiscreteInputs = 2,
    HoldingRegisters = 3,
    InputRegisters = 4,
    Files = 5,
    FifoQueues = 6,
}
