namespace EdgeGuard.Modbus;

/// <content>The checks that the decoding is put together from. Each returns false with the fault set.</content>
public sealed partial class Request
{
    private int Byte(int at)
    {
        return _buffer[_offset + at];
    }

    private int Word(int at)
    {
        return _buffer[_offset + at] << 8 | _buffer[_offset + at + 1];
    }

    private bool Fail(RequestFault fault, int actual, int limit)
    {
        _namesNoPlace = false;
        _fault = fault;
        _faultActual = actual;
        _faultLimit = limit;
        return false;
    }

    private bool HasAtLeast(int length)
    {
        return _length >= length || Fail(RequestFault.TooShort, _length, length);
    }

    private bool HasLength(int length)
    {
        return HasAtLeast(length) && (_length == length || Fail(RequestFault.TrailingBytes, _length, length));
    }

    private bool FitsPdu()
    {
        return _length <= ModbusLimits.MaxPdu || Fail(RequestFault.TrailingBytes, _length, ModbusLimits.MaxPdu);
    }

    // At least one word from there to the end, and no half one.
    private bool HasWords(int at)
    {
        return HasAtLeast(at + 2)
            && ((_length - at) % 2 == 0 || Fail(RequestFault.TrailingBytes, _length, _length - 1));
    }

    // The byte count there is what the quantity implies, and exactly so many bytes follow it.
    private bool HasValues(int byteCountAt, int bytes)
    {
        return (Byte(byteCountAt) == bytes || Fail(RequestFault.ByteCount, Byte(byteCountAt), bytes))
            && HasLength(byteCountAt + 1 + bytes);
    }

    // The diagrams ask for quantity and byte count before they ask for the addresses.
    private bool HasSoundValues()
    {
        int rule = FunctionTable.Requests[_row];
        bool hasValues = rule >= FunctionTable.Count && FunctionTable.IsWrite(_function) && !FunctionTable.HasFiles(_function);
        if (!hasValues)
        {
            return true;
        }

        // The quantity stands before the byte count that the table knows.
        int byteCountAt = 1 + rule - FunctionTable.Count;
        int quantity = Word(byteCountAt - 2);
        int bytes = FunctionTable.WritesCoils(_function) ? (quantity + 7) / 8 : 2 * quantity;
        return quantity >= 1 && quantity <= FunctionTable.Most[_row] && Carries(byteCountAt, bytes);
    }

    private bool Carries(int byteCountAt, int bytes)
    {
        return Byte(byteCountAt) == bytes && _length == byteCountAt + 1 + bytes;
    }

    private bool IsZero(int at)
    {
        return Word(at) == 0 || Fail(RequestFault.FieldValue, Word(at), 0);
    }

    private bool LowByteIsZero(int at)
    {
        return Byte(at + 1) == 0 || Fail(RequestFault.FieldValue, Word(at), Word(at) & 0xFF00);
    }

    private bool InRange(int address, int quantity, int maxQuantity)
    {
        if (quantity < 1 || quantity > maxQuantity)
        {
            return Fail(RequestFault.Quantity, quantity, quantity < 1 ? 1 : maxQuantity);
        }

        return address + quantity <= ModbusLimits.AddressSpace
            || Fail(RequestFault.AddressRange, address + quantity, ModbusLimits.AddressSpace);
    }

    private bool SetRead(int address, int quantity, int maxQuantity)
    {
        _readTable = (AddressTable)FunctionTable.Tables[_row];
        _readAddress = address;
        _readQuantity = quantity;
        return InRange(address, quantity, maxQuantity);
    }

    private bool SetWrite(int address, int quantity, int valueStart)
    {
        _writeTable = (AddressTable)FunctionTable.Tables[_row];
        _writeAddress = address;
        _writeQuantity = quantity;
        _valueStart = valueStart;
        return InRange(address, quantity, FunctionTable.Most[_row]);
    }
}
