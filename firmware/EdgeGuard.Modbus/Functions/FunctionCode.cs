namespace EdgeGuard.Modbus;

/// <summary>The public function codes of MODBUS Application Protocol V1.1b3, section 6.</summary>
/// <remarks>Plain bytes, not an enum: a request may carry any code, and an unknown one is still a request.</remarks>
public static class FunctionCode
{
    public const byte ReadCoils = 1;
    public const byte ReadDiscreteInputs = 2;
    public const byte ReadHoldingRegisters = 3;
    public const byte ReadInputRegisters = 4;
    public const byte WriteSingleCoil = 5;
    public const byte WriteSingleRegister = 6;
    public const byte ReadExceptionStatus = 7;
    public const byte Diagnostics = 8;
    public const byte GetCommEventCounter = 11;
    public const byte GetCommEventLog = 12;
    public const byte WriteMultipleCoils = 15;
    public const byte WriteMultipleRegisters = 16;
    public const byte ReportServerId = 17;
    public const byte ReadFileRecord = 20;
    public const byte WriteFileRecord = 21;
    public const byte MaskWriteRegister = 22;
    public const byte ReadWriteMultipleRegisters = 23;
    public const byte ReadFifoQueue = 24;
    public const byte EncapsulatedInterface = 43;

    /// <summary>MEI type of CANopen General Reference, the sub-function of 43 (section 6.20).</summary>
    public const byte MeiCanOpen = 13;

    /// <summary>MEI type of Read Device Identification, the sub-function of 43 (section 6.21).</summary>
    public const byte MeiDeviceIdentification = 14;

    /// <summary>Set in the function code of an exception response (section 7).</summary>
    public const byte ExceptionFlag = 0x80;
}
