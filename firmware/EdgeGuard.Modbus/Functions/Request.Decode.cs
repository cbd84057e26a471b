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

        _function = buffer[offset];
        if (_function == 0 || _function >= FunctionCode.ExceptionFlag)
        {
            return Fail(RequestFault.FunctionCode, _function, FunctionCode.ExceptionFlag - 1);
        }

        // A vendor's or a reserved code: the code is known, and nothing else.
        _row = FunctionTable.RowOf[_function];
        if (_row == 0)
        {
            return true;
        }

        switch (_function)
        {
            case FunctionCode.ReadCoils:
            case FunctionCode.ReadDiscreteInputs:
            case FunctionCode.ReadHoldingRegisters:
            case FunctionCode.ReadInputRegisters: return Read();
            case FunctionCode.WriteSingleCoil: return WriteCoil();
            case FunctionCode.WriteSingleRegister: return WriteRegister();
            case FunctionCode.Diagnostics: return Diagnostics();
            case FunctionCode.ReadExceptionStatus:
            case FunctionCode.GetCommEventCounter:
            case FunctionCode.GetCommEventLog:
            case FunctionCode.ReportServerId: return NoFields();
            case FunctionCode.WriteMultipleCoils: return WriteCoils();
            case FunctionCode.WriteMultipleRegisters: return WriteRegisters();
            case FunctionCode.ReadFileRecord: return ReadFiles();
            case FunctionCode.WriteFileRecord: return WriteFiles();
            case FunctionCode.MaskWriteRegister: return MaskWrite();
            case FunctionCode.ReadWriteMultipleRegisters: return ReadWrite();
            case FunctionCode.ReadFifoQueue: return ReadFifo();
            case FunctionCode.EncapsulatedInterface: return Encapsulated();

            // A row of the table whose fields nobody checks.
            default: return Fail(RequestFault.FunctionCode, _function, 0);
        }
    }

    private void Clear(byte unit, byte[] buffer, int offset, int length)
    {
        _unit = unit;
        _buffer = buffer;
        _offset = offset;
        _length = length;
        _function = 0;
        _subFunction = -1;
        _row = 0;
        _readTable = AddressTable.None;
        _readAddress = 0;
        _readQuantity = 0;
        _writeTable = AddressTable.None;
        _writeAddress = 0;
        _writeQuantity = 0;
        _andMask = 0;
        _orMask = 0;
        _groupCount = 0;
        _fault = RequestFault.None;
        _faultActual = 0;
        _faultLimit = 0;
        _valueStart = 0;
    }

    // 7, 11, 12, 17.
    private bool NoFields()
    {
        return HasLength(1);
    }

    // 1, 2, 3, 4: address, quantity.
    private bool Read()
    {
        return HasLength(5) && SetRead(Word(1), Word(3), FunctionTable.Most[_row]);
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

        return SetWrite(Word(1), 1, 3);
    }

    // 6: address, value.
    private bool WriteRegister()
    {
        return HasLength(5) && SetWrite(Word(1), 1, 3);
    }

    // 15: address, quantity, byte count, bits. Padding bits are the client's own: any value.
    private bool WriteCoils()
    {
        return HasAtLeast(6)
            && SetWrite(Word(1), Word(3), 6)
            && HasValues(5, (_writeQuantity + 7) / 8);
    }

    // 16: address, quantity, byte count, registers.
    private bool WriteRegisters()
    {
        return HasAtLeast(6)
            && SetWrite(Word(1), Word(3), 6)
            && HasValues(5, 2 * _writeQuantity);
    }

    // 22: address, AND mask, OR mask.
    private bool MaskWrite()
    {
        if (!HasLength(7))
        {
            return false;
        }

        _andMask = Word(3);
        _orMask = Word(5);
        return SetWrite(Word(1), 1, 0);
    }

    // 23: read address, read quantity, write address, write quantity, byte count, registers.
    private bool ReadWrite()
    {
        return HasAtLeast(10)
            && SetRead(Word(1), Word(3), ModbusLimits.MaxReadRegisters)
            && SetWrite(Word(5), Word(7), 10)
            && HasValues(9, 2 * _writeQuantity);
    }

    // 24: address of the queue.
    private bool ReadFifo()
    {
        return HasLength(3) && SetRead(Word(1), 1, 1);
    }

    // 8: sub-function, data (section 6.8.1). The data of a reserved sub-function is free.
    private bool Diagnostics()
    {
        if (!HasAtLeast(3) || !FitsPdu())
        {
            return false;
        }

        _subFunction = Word(1);
        switch (_subFunction)
        {
            case DiagnosticsCode.ReturnQueryData: return QueryData();
            case DiagnosticsCode.RestartCommunications: return HasLength(5) && (Word(3) == On || IsZero(3));
            case DiagnosticsCode.ChangeAsciiDelimiter: return HasLength(5) && LowByteIsZero(3);
            default: return !DiagnosticsCode.IsPublic(_subFunction) || (HasLength(5) && IsZero(3));
        }
    }

    // 08/0: as many words as the client likes, which the device sends back.
    private bool QueryData()
    {
        _readQuantity = (_length - 3) / 2;
        return HasWords(3);
    }

    // 43: MEI type, data. 13 is CANopen's own business (CiA 309-2); the data of an unassigned type is free.
    private bool Encapsulated()
    {
        if (!HasAtLeast(2) || !FitsPdu())
        {
            return false;
        }

        _subFunction = Byte(1);
        return _subFunction != FunctionCode.MeiDeviceIdentification || DeviceIdentification();
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
