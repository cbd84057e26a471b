using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Traffic;

/// <summary>Puts a recorded row to the judge: requests that it stands for, with every value that is known.</summary>
public sealed class ProposalCheck
{
    // More than one request of a row that was merged may take: then it is asked in pieces.
    private const int ReadPiece = 125;
    private const int WritePiece = 100;

    private readonly CompiledPolicy _policy;
    private readonly byte[] _pdu = new byte[ModbusLimits.MaxPdu];
    private readonly Request _request = new Request();
    private readonly JudgeInput _input = new JudgeInput();
    private readonly Decision _decision = new Decision();
    private int _role;
    private int _length;

    public ProposalCheck(CompiledPolicy policy)
    {
        _policy = policy;
    }

    /// <summary>The request that was judged last: after a refusal, the one that is refused.</summary>
    public Request Request
    {
        get { return _request; }
    }

    /// <summary>What the judge said of it.</summary>
    public Decision Decision
    {
        get { return _decision; }
    }

    /// <summary>Whether the policy allows all requests that a row stands for, as far as the row tells what they were.</summary>
    /// <remarks>A line that depends on the time or on a value of the PLC does not allow here: neither was recorded.</remarks>
    public bool Allows(TrafficRow row)
    {
        _role = _policy.RoleIndex(row.Client.Role);
        if (row.IsMalformed) return false;
        bool isWritten = row.Values > 0 && FunctionTable.IsWrite(row.Function);
        if (!isWritten) return AllowsRange(row, 0);
        for (int i = 0; i < row.DistinctValues; i++)
        {
            if (!AllowsRange(row, row.DistinctValue(i))) return false;
        }
        return AllowsRange(row, row.SmallestValue) && AllowsRange(row, row.LargestValue);
    }

    private bool AllowsRange(TrafficRow row, int value)
    {
        int most = FunctionTable.IsWrite(row.Function) ? WritePiece : ReadPiece;
        bool isSplit = row.MergedRows > 1 && row.Quantity > most && FunctionTable.HasAddress(row.Function);
        if (!isSplit) return Judge(row, row.Address, row.Quantity, value);
        int end = row.Address + row.Quantity;
        for (int at = row.Address; at < end; at += most)
        {
            if (!Judge(row, at, end - at < most ? end - at : most, value)) return false;
        }
        return true;
    }

    private bool Judge(TrafficRow row, int address, int quantity, int value)
    {
        _length = 0;
        Put(row.Function);
        PutFields(row, address, quantity, value);
        _request.Decode((byte)row.Unit, _pdu, 0, _length);
        EdgeGuard.Policy.Judge.Run(_policy, _role, _request, _input, _decision);
        return _decision.Verdict == Verdict.Allow;
    }

    private void PutFields(TrafficRow row, int address, int quantity, int value)
    {
        switch (row.Function)
        {
            case FunctionCode.ReadCoils:
            case FunctionCode.ReadDiscreteInputs:
            case FunctionCode.ReadHoldingRegisters:
            case FunctionCode.ReadInputRegisters:
                PutWord(address);
                PutWord(quantity);
                break;
            case FunctionCode.WriteSingleCoil:
                PutWord(address);
                PutWord(value == 0 ? 0 : 0xFF00);
                break;
            case FunctionCode.WriteSingleRegister:
                PutWord(address);
                PutWord(value);
                break;
            case FunctionCode.MaskWriteRegister:
                PutWord(address);
                PutWord(~value & 0xFFFF);
                PutWord(0);
                break;
            case FunctionCode.WriteMultipleCoils:
                PutWord(address);
                PutWord(quantity);
                PutBytes((quantity + 7) / 8, value == 0 ? 0 : 0xFF);
                break;
            case FunctionCode.WriteMultipleRegisters:
                PutWord(address);
                PutWord(quantity);
                PutWords(quantity, value);
                break;
            case FunctionCode.ReadWriteMultipleRegisters:
                PutWord(row.OtherAddress);
                PutWord(row.OtherQuantity);
                PutWord(address);
                PutWord(quantity);
                PutWords(quantity, value);
                break;
            case FunctionCode.ReadFifoQueue:
                PutWord(address);
                break;
            case FunctionCode.ReadFileRecord:
            case FunctionCode.WriteFileRecord:
                PutFiles(row, row.Function == FunctionCode.WriteFileRecord);
                break;
            case FunctionCode.Diagnostics:
                PutWord(row.SubFunction);
                for (int i = 0; i < quantity || i == 0; i++) PutWord(0);
                break;
            case FunctionCode.EncapsulatedInterface:
                Put(row.SubFunction);
                Put(1);
                Put(0);
                break;
        }
    }

    // The first record of the lowest file, and the last one of the highest.
    private void PutFiles(TrafficRow row, bool isWrite)
    {
        int last = row.Address + row.Quantity - 1;
        Put(isWrite ? 18 : 14);
        PutGroup(row.OtherAddress, row.Address, isWrite);
        PutGroup(row.OtherAddress + row.OtherQuantity - 1, last, isWrite);
    }

    private void PutGroup(int file, int record, bool isWrite)
    {
        Put(ModbusLimits.FileReferenceType);
        PutWord(file);
        PutWord(record);
        PutWord(1);
        if (isWrite) PutWord(0);
    }

    private void PutWords(int count, int value)
    {
        Put(2 * count);
        for (int i = 0; i < count; i++) PutWord(value);
    }

    private void PutBytes(int count, int value)
    {
        Put(count);
        for (int i = 0; i < count; i++) Put(value);
    }

    private void PutWord(int value)
    {
        Put(value >> 8 & 0xFF);
        Put(value & 0xFF);
    }

    private void Put(int value)
    {
        if (_length < _pdu.Length) _pdu[_length++] = (byte)(value & 0xFF);
    }
}
