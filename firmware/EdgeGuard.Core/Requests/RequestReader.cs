using EdgeGuard.Modbus;

namespace EdgeGuard.Core;

/// <summary>Reads a request as people write it, <c>06 unit 1 address 40 value 2000</c>, and makes its PDU: the same for the console and for
/// <c>edgeguard</c>. For one request; not for the packet path.</summary>
/// <remarks>What breaks the Modbus specification is no fault here: it is to be judged.</remarks>
public sealed class RequestReader
{
    private readonly byte[] _pdu = new byte[ModbusLimits.MaxPdu];
    private readonly RequestValues _values = new RequestValues();
    private RequestFields _fields = new RequestFields("");
    private int _length;
    private int _function;
    private int _subFunction = -1;

    // What Span found.
    private int _first;
    private int _quantity;

    /// <summary>What is wrong, and what helps; otherwise empty.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>The unit id, 1 unless the text names one.</summary>
    public byte Unit { get; private set; } = 1;

    /// <summary>The PDU; null, and <see cref="Problem"/> says why, for a text that is no request.</summary>
    public byte[]? Read(string text)
    {
        _fields = new RequestFields(text);
        Problem = _fields.Problem;
        Unit = (byte)Number(RequestFields.Unit, 1, 255);
        if (_fields.Has(RequestFields.Pdu))
        {
            TakeBytes();
        }
        else if (_fields.Function.Length == 0)
        {
            Fail("a request begins with its function code");
        }
        else
        {
            TakeFunction(_fields.Function);
            Compose();
        }
        if (Problem.Length > 0) return null;
        var pdu = new byte[_length];
        for (int i = 0; i < pdu.Length; i++) pdu[i] = _pdu[i];
        return pdu;
    }

    private void TakeFunction(string word)
    {
        int slash = word.IndexOf('/');
        _function = Whole(slash < 0 ? word : word.Substring(0, slash), 255, "function code");
        if (slash >= 0) _subFunction = Whole(word.Substring(slash + 1), 65535, "sub-function");
    }

    private void Compose()
    {
        Put(_function);
        switch (_function)
        {
            case FunctionCode.ReadCoils:
            case FunctionCode.ReadDiscreteInputs:
            case FunctionCode.ReadHoldingRegisters:
            case FunctionCode.ReadInputRegisters:
                PutSpan(RequestFields.Address);
                break;
            case FunctionCode.WriteSingleCoil:
                PutAddress();
                Coils();
                PutWord(_values.Count > 0 && _values[0] != 0 ? 0xFF00 : 0);
                break;
            case FunctionCode.WriteSingleRegister:
                PutAddress();
                Registers();
                PutWord(_values.Count > 0 ? _values[0] : 0);
                break;
            case FunctionCode.WriteMultipleCoils:
                PutAddress();
                PutCoils();
                break;
            case FunctionCode.WriteMultipleRegisters:
                PutRegisters(RequestFields.Address);
                break;
            case FunctionCode.MaskWriteRegister:
                PutAddress();
                PutWord(Number(RequestFields.And, 0xFFFF, 65535));
                PutWord(Number(RequestFields.Or, 0, 65535));
                break;
            case FunctionCode.ReadWriteMultipleRegisters:
                PutSpan(RequestFields.Read);
                PutRegisters(RequestFields.Write);
                break;
            case FunctionCode.ReadFifoQueue:
                PutAddress();
                break;
            case FunctionCode.ReadFileRecord:
                Put(7);
                PutGroup();
                break;
            case FunctionCode.WriteFileRecord:
                PutFile();
                break;
            case FunctionCode.Diagnostics:
                PutWord(_subFunction < 0 ? 0 : _subFunction);
                PutWord(0);
                break;
            case FunctionCode.EncapsulatedInterface:
                PutInterface();
                break;
            default:
                // A code that nothing is known of is sent bare.
                bool lacksFields = FunctionTable.HasFields(_function);
                if (lacksFields) Fail("function " + _function + " cannot be written in words: write 'pdu' and its bytes in hex");
                break;
        }
    }

    private void PutInterface()
    {
        Put(_subFunction < 0 ? FunctionCode.MeiDeviceIdentification : _subFunction);
        if (_subFunction >= 0 && _subFunction != FunctionCode.MeiDeviceIdentification) return;
        Put(1);
        Put(0);
    }

    private void PutCoils()
    {
        Coils();
        PutWord(_values.Count);
        int bytes = (_values.Count + 7) / 8;
        Put(bytes);
        for (int i = 0; i < bytes; i++)
        {
            int bits = 0;
            for (int k = 0; k < 8 && i * 8 + k < _values.Count; k++) bits |= _values[i * 8 + k] << k;
            Put(bits);
        }
    }

    private void PutRegisters(int place)
    {
        Registers();
        Span(place);
        if (_quantity != 1 && _quantity != _values.Count)
        {
            Fail("'" + RequestFields.Name(place) + "' names " + _quantity + " registers, and there are values for " + _values.Count);
        }
        PutWord(_first);
        PutWord(_values.Count);
        Put(2 * _values.Count);
        for (int i = 0; i < _values.Count; i++) PutWord(_values[i]);
    }

    private void PutFile()
    {
        Span(RequestFields.Record);
        int length = _quantity;
        if (_fields.Has(RequestFields.Value)) Registers();
        else _values.Clear(length);
        Put(7 + 2 * _values.Count);
        PutGroup();
        // The group says how many records there are values for, whatever was named.
        _length -= 2;
        PutWord(_values.Count);
        for (int i = 0; i < _values.Count; i++) PutWord(_values[i]);
    }

    private void PutGroup()
    {
        Put(6);
        PutWord(Number(RequestFields.File, -1, 65535));
        PutSpan(RequestFields.Record);
    }

    private void PutAddress()
    {
        Span(RequestFields.Address);
        PutWord(_first);
    }

    private void PutSpan(int field)
    {
        Span(field);
        PutWord(_first);
        PutWord(_quantity);
    }

    // Address and quantity: from a range, or from an address with a quantity beside it.
    private void Span(int field)
    {
        _quantity = 1;
        string word = _fields.Word(field, 0);
        if (word.Length == 0)
        {
            Fail("function " + _function + " needs '" + RequestFields.Name(field) + "'");
            return;
        }
        int dash = word.IndexOf('-', 1);
        _first = Place(dash < 0 ? word : word.Substring(0, dash));
        _quantity = dash < 0 ? Number(RequestFields.Quantity, 1, 65535) : Place(word.Substring(dash + 1)) - _first + 1;
        if (_quantity < 0) Fail("the range " + word + " runs backwards");
    }

    private int Place(string word)
    {
        AddressTable table = FunctionTable.Table(_function);
        int address = AddressText.Read(
            word, table == AddressTable.FifoQueues ? AddressTable.HoldingRegisters : table, out string problem, out string remedy);
        if (address < 0) Fail(problem + ": " + remedy);
        return address < 0 ? 0 : address;
    }

    private void Coils()
    {
        Need(RequestFields.Value);
        Fail(_values.TakeCoils(_fields));
    }

    private void Registers()
    {
        Need(RequestFields.Value);
        Fail(_values.TakeRegisters(_fields));
    }

    private void Need(int field)
    {
        if (!_fields.Has(field)) Fail("function " + _function + " needs '" + RequestFields.Name(field) + "'");
    }

    private int Number(int field, int otherwise, int max)
    {
        if (_fields.Has(field)) return Whole(_fields.Word(field, 0), max, RequestFields.Name(field));
        if (otherwise < 0) Need(field);
        return otherwise < 0 ? 0 : otherwise;
    }

    private int Whole(string word, int max, string what)
    {
        long number = NumberText.Read(word);
        if (number >= 0 && number <= max) return (int)number;
        Fail("'" + word + "' is no " + what + " (0 to " + max + ")");
        return 0;
    }

    // Two digits a byte, with blanks between bytes or without.
    private void TakeBytes()
    {
        for (int i = 0; i < _fields.Count(RequestFields.Pdu); i++)
        {
            string word = _fields.Word(RequestFields.Pdu, i);
            char[] digits = word.ToCharArray();
            bool isHex = digits.Length % 2 == 0;
            for (int k = 0; k < digits.Length && isHex; k += 2)
            {
                int high = NumberText.Digit(digits[k]);
                int low = NumberText.Digit(digits[k + 1]);
                isHex = high >= 0 && low >= 0;
                if (isHex) Put(high * 16 + low);
            }
            if (!isHex) Fail("'" + word + "' is not bytes in hex, such as 06 00 28 07 D0");
        }
    }

    private void Put(int value)
    {
        if (_length < _pdu.Length) _pdu[_length++] = (byte)(value & 0xFF);
        else Fail("it has more than the " + ModbusLimits.MaxPdu + " bytes of a PDU");
    }

    private void PutWord(int value)
    {
        Put(value >> 8);
        Put(value);
    }

    // The first problem is reported; those behind it may be its consequences.
    private void Fail(string problem)
    {
        if (Problem.Length == 0) Problem = problem;
    }
}
