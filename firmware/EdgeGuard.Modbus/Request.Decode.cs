namespace EdgeGuard.Modbus;

/// <content>The decoding: one line a function code, then one small method a shape of request.</content>
public sealed partial class Request
{
    private const int On = 0xFF00;

    /// <summary>Decodes a PDU. False and <see cref="Fault"/> when it is malformed; the function code is set either way.</summary>
    /// <remarks>Every field but <see cref="Function"/>, <see cref="SubFunction"/> and the fault is meaningless after false.
    /// A public function is held to the specification's 253 bytes even where the framer lets more through.</remarks>
    public bool Decode(byte unit, byte[] buffer, int offset, int length)
    {
        Clear(unit, buffer, offset, length);
        if (length < 1)
        {
            return Fail(RequestFault.Empty, length, 1);
        }

        Function = buffer[offset];
        if (Function == 0 || Function >= FunctionCode.ExceptionFlag)
        {
            return Fail(RequestFault.FunctionCode, Function, FunctionCode.ExceptionFlag - 1);
        }

        switch (Function)
        {
            case FunctionCode.ReadCoils: return Read(AddressTable.Coils, ModbusLimits.MaxReadBits);
            case FunctionCode.ReadDiscreteInputs: return Read(AddressTable.DiscreteInputs, ModbusLimits.MaxReadBits);
            case FunctionCode.ReadHoldingRegisters: return Read(AddressTable.HoldingRegisters, ModbusLimits.MaxReadRegisters);
            case FunctionCode.ReadInputRegisters: return Read(AddressTable.InputRegisters, ModbusLimits.MaxReadRegisters);
            case FunctionCode.WriteSingleCoil: return WriteCoil();
            case FunctionCode.WriteSingleRegister: return WriteRegister();
            case FunctionCode.ReadExceptionStatus: return NoFields();
            case FunctionCode.Diagnostics: return Diagnostics();
            case FunctionCode.GetCommEventCounter: return NoFields();
            case FunctionCode.GetCommEventLog: return NoFields();
            case FunctionCode.WriteMultipleCoils: return WriteCoils();
            case FunctionCode.WriteMultipleRegisters: return WriteRegisters();
            case FunctionCode.ReportServerId: return NoFields();
            case FunctionCode.ReadFileRecord: return ReadFiles();
            case FunctionCode.WriteFileRecord: return WriteFiles();
            case FunctionCode.MaskWriteRegister: return MaskWrite();
            case FunctionCode.ReadWriteMultipleRegisters: return ReadWrite();
            case FunctionCode.ReadFifoQueue: return ReadFifo();
            case FunctionCode.EncapsulatedInterface: return Encapsulated();
            default:
                IsKnown = false;
                return true;
        }
    }

    private void Clear(byte unit, byte[] buffer, int offset, int length)
    {
        Unit = unit;
        Buffer = buffer;
        Offset = offset;
        Length = length;
        Function = 0;
        SubFunction = -1;
        IsKnown = true;
        ReadTable = AddressTable.None;
        ReadAddress = 0;
        ReadQuantity = 0;
        WriteTable = AddressTable.None;
        WriteAddress = 0;
        WriteQuantity = 0;
        AndMask = 0;
        OrMask = 0;
        GroupCount = 0;
        Fault = RequestFault.None;
        FaultActual = 0;
        FaultLimit = 0;
        _valueStart = 0;
    }

    // 7, 11, 12, 17.
    private bool NoFields()
    {
        return HasLength(1);
    }

    // 1, 2, 3, 4: address, quantity.
    private bool Read(AddressTable table, int maxQuantity)
    {
        return HasLength(5) && SetRead(table, Word(1), Word(3), maxQuantity);
    }

    // 5: address, 0000 or FF00.
    private bool WriteCoil()
    {
        if (!HasLength(5))
        {
            return false;
        }

        int value = Word(3);
        if (value != 0 && value != On)
        {
            return Fail(RequestFault.FieldValue, value, On);
        }

        return SetWrite(AddressTable.Coils, Word(1), 1, 1, 3);
    }

    // 6: address, value.
    private bool WriteRegister()
    {
        return HasLength(5) && SetWrite(AddressTable.HoldingRegisters, Word(1), 1, 1, 3);
    }

    // 15: address, quantity, byte count, bits. Padding bits are the client's own: any value.
    private bool WriteCoils()
    {
        return HasAtLeast(6)
            && SetWrite(AddressTable.Coils, Word(1), Word(3), ModbusLimits.MaxWriteBits, 6)
            && HasValues(5, (WriteQuantity + 7) / 8);
    }

    // 16: address, quantity, byte count, registers.
    private bool WriteRegisters()
    {
        return HasAtLeast(6)
            && SetWrite(AddressTable.HoldingRegisters, Word(1), Word(3), ModbusLimits.MaxWriteRegisters, 6)
            && HasValues(5, 2 * WriteQuantity);
    }

    // 22: address, AND mask, OR mask.
    private bool MaskWrite()
    {
        if (!HasLength(7))
        {
            return false;
        }

        AndMask = Word(3);
        OrMask = Word(5);
        return SetWrite(AddressTable.HoldingRegisters, Word(1), 1, 1, 0);
    }

    // 23: read address, read quantity, write address, write quantity, byte count, registers.
    private bool ReadWrite()
    {
        return HasAtLeast(10)
            && SetRead(AddressTable.HoldingRegisters, Word(1), Word(3), ModbusLimits.MaxReadRegisters)
            && SetWrite(AddressTable.HoldingRegisters, Word(5), Word(7), ModbusLimits.MaxReadWriteWriteRegisters, 10)
            && HasValues(9, 2 * WriteQuantity);
    }

    // 24: address of the queue.
    private bool ReadFifo()
    {
        return HasLength(3) && SetRead(AddressTable.FifoQueues, Word(1), 1, 1);
    }

    // 8: sub-function, data (section 6.8.1). The data of a reserved sub-function is free.
    private bool Diagnostics()
    {
        if (!HasAtLeast(3) || !FitsPdu())
        {
            return false;
        }

        SubFunction = Word(1);
        switch (SubFunction)
        {
            case DiagnosticsCode.ReturnQueryData: return HasWords(3);
            case DiagnosticsCode.RestartCommunications: return HasLength(5) && (Word(3) == On || IsZero(3));
            case DiagnosticsCode.ChangeAsciiDelimiter: return HasLength(5) && LowByteIsZero(3);
            default: return !DiagnosticsCode.IsPublic(SubFunction) || (HasLength(5) && IsZero(3));
        }
    }

    // 43: MEI type, data. 13 is CANopen's own business (CiA 309-2); the data of an unassigned type is free.
    private bool Encapsulated()
    {
        if (!HasAtLeast(2) || !FitsPdu())
        {
            return false;
        }

        SubFunction = Byte(1);
        return SubFunction != FunctionCode.MeiDeviceIdentification || DeviceIdentification();
    }

    // 43/14: read device id code 1…4, object id. An object id that the device lacks is the device's to answer (section 6.21).
    private bool DeviceIdentification()
    {
        if (!HasLength(4))
        {
            return false;
        }

        int code = Byte(2);
        return (code >= 1 && code <= 4) || Fail(RequestFault.FieldValue, code, code < 1 ? 1 : 4);
    }
}
