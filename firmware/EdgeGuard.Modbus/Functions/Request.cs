namespace EdgeGuard.Modbus;

/// <summary>One decoded Modbus request: every field that a decision can rest on, checked against the specification.</summary>
/// <remarks>
/// One a session, reused: <see cref="Decode"/> overwrites it. It keeps a reference to the caller's buffer, which must not
/// change while the request is in work: what is judged is, byte for byte, what is forwarded. Not thread-safe. Allocates
/// nothing, throws nothing. The decoding stands in Request.Decode.cs, the file sub-requests in Request.Files.cs.
/// </remarks>
public sealed partial class Request
{
    // Where the values of a write, or the sub-requests of 20 and 21, stand: counted from the PDU's first byte.
    private readonly byte[] _groupStart = new byte[ModbusLimits.MaxFileGroups];
    private int _valueStart;

    // Fields with getters, for decoding sets and reads each of them: in the
    // interpreter a setter is a call, and costs what seven instructions do.
    private byte _unit;
    private byte _function;
    private byte _row; // Of FunctionTable; 0 for a code without one.
    private int _subFunction;
    private AddressTable _readTable;
    private int _readAddress;
    private int _readQuantity;
    private AddressTable _writeTable;
    private int _writeAddress;
    private int _writeQuantity;
    private int _andMask;
    private int _orMask;
    private int _groupCount;
    private byte[] _buffer = new byte[0];
    private int _offset;
    private int _length;
    private RequestFault _fault;
    private int _faultActual;
    private int _faultLimit;

    // Whether the sub-request at fault names a file or record that no device can have.
    private bool _namesNoPlace;

    /// <summary>The unit id, 0…255.</summary>
    public byte Unit
    {
        get { return _unit; }
    }

    /// <summary>The function code as received, also after a fault (0 if there was none).</summary>
    public byte Function
    {
        get { return _function; }
    }

    /// <summary>Sub-function of 8 (0…65535) or MEI type of 43 (0…255); -1 where the function has none.</summary>
    /// <remarks>Reserved sub-functions and MEI types are requests too: their number stands here, their data is not judged.</remarks>
    public int SubFunction
    {
        get { return _subFunction; }
    }

    /// <summary>False where the code is none of the public ones: function code known, nothing else.</summary>
    public bool IsKnown
    {
        get { return _row != 0; }
    }

    /// <summary>What the read range points into; None when nothing is read by address. Files for 20.</summary>
    public AddressTable ReadTable
    {
        get { return _readTable; }
    }

    /// <summary>First address read, 0…65535; 0 for files, see <see cref="GroupFile"/>.</summary>
    public int ReadAddress
    {
        get { return _readAddress; }
    }

    /// <summary>How many are read; 0 for files. 1 for a FIFO queue (24), whose
    /// count only the PLC knows. Of 08/0 the words that come back.</summary>
    public int ReadQuantity
    {
        get { return _readQuantity; }
    }

    /// <summary>What the write range points into; None when nothing is written by address. Files for 21.</summary>
    public AddressTable WriteTable
    {
        get { return _writeTable; }
    }

    /// <summary>First address written, 0…65535; 0 for files.</summary>
    public int WriteAddress
    {
        get { return _writeAddress; }
    }

    /// <summary>How many are written; 1 for 5, 6 and 22; 0 for files.</summary>
    public int WriteQuantity
    {
        get { return _writeQuantity; }
    }

    /// <summary>AND mask of 22.</summary>
    public int AndMask
    {
        get { return _andMask; }
    }

    /// <summary>OR mask of 22.</summary>
    public int OrMask
    {
        get { return _orMask; }
    }

    /// <summary>Number of file sub-requests of 20 and 21; 0 for all others.</summary>
    public int GroupCount
    {
        get { return _groupCount; }
    }

    /// <summary>The buffer that holds the PDU.</summary>
    public byte[] Buffer
    {
        get { return _buffer; }
    }

    /// <summary>Where the PDU (function code first) begins in <see cref="Buffer"/>.</summary>
    public int Offset
    {
        get { return _offset; }
    }

    /// <summary>Bytes of the PDU.</summary>
    public int Length
    {
        get { return _length; }
    }

    /// <summary>What is malformed; None after a successful <see cref="Decode"/>.</summary>
    public RequestFault Fault
    {
        get { return _fault; }
    }

    /// <summary>The offending number behind <see cref="Fault"/>.</summary>
    public int FaultActual
    {
        get { return _faultActual; }
    }

    /// <summary>The limit or expected number behind <see cref="Fault"/>.</summary>
    public int FaultLimit
    {
        get { return _faultLimit; }
    }

    /// <summary>What the specification's state diagrams (Application Protocol V1.1b3, section 6) have a server answer to this
    /// <see cref="Fault"/>: 01 where there is no function code that it could have, 02 where
    /// a range of addresses, a file or a record cannot exist, 03 for all the rest.</summary>
    public byte FaultException
    {
        get
        {
            if (_fault <= RequestFault.FunctionCode) return ExceptionCode.IllegalFunction;
            bool isPlace = _namesNoPlace || (_fault == RequestFault.AddressRange && HasSoundValues());
            return isPlace ? ExceptionCode.IllegalDataAddress : ExceptionCode.IllegalDataValue;
        }
    }

    /// <summary>True for every function that changes the process: 5, 6, 15, 16, 21, 22, 23.</summary>
    public bool IsWrite
    {
        get { return _writeTable != AddressTable.None; }
    }

    /// <summary>Register value number <paramref name="index"/> (0 … WriteQuantity - 1) of 6, 16 and 23, 0…65535.</summary>
    public int RegisterValue(int index)
    {
        return Word(_valueStart + 2 * index);
    }

    /// <summary>Coil value number <paramref name="index"/> (0 … WriteQuantity - 1) of 5 and 15.</summary>
    /// <remarks>5 says it with FF00, 15 with one bit, the lowest first (sections 6.5 and 6.11): bit 0 of FF is set too.</remarks>
    public bool CoilValue(int index)
    {
        return (_buffer[_offset + _valueStart + index / 8] >> (index % 8) & 1) != 0;
    }
}
