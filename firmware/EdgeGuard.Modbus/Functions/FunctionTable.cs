namespace EdgeGuard.Modbus;

/// <summary>What is known of each public function code: one row a function, read by the decoder, the response check, the RTU framer, texts,
/// policy, events and traces.</summary>
/// <remarks>A code without a row is reserved or a vendor's: nothing is known of it but its number, and every look-up says so with 0, no or
/// none. A row alone does not let a function through: its request is malformed until <see cref="Request"/> decodes it, and its response
/// is none until <see cref="ResponseCheck"/> knows it. Look-ups take codes 0…255; pure, no allocation.</remarks>
public static class FunctionTable
{
    // Row 0 is that of all codes without one; its columns stay 0.
    private const int MostRows = 32;

    private const byte Neither = 0;
    private const byte Reads = 1;
    private const byte Writes = 2;
    private const byte ReadsAndWrites = Reads | Writes;

    /// <summary>A length rule from here on is a count: this, and the offset of its byte in the data behind the function code. One below
    /// is the length of the PDU; 0 is no rule.</summary>
    internal const byte Count = 0x40;

    // The length depends on more than a count.
    private const byte Varies = 0;

    /// <summary>By code: its row in the columns below.</summary>
    internal static readonly byte[] RowOf = new byte[1 + byte.MaxValue];

    /// <summary>By row: an <see cref="AddressTable"/>.</summary>
    internal static readonly byte[] Tables = new byte[MostRows];

    /// <summary>By row: how many coils, registers or records one request takes at most.</summary>
    internal static readonly ushort[] Most = new ushort[MostRows];

    /// <summary>By row: the length rule of its requests.</summary>
    internal static readonly byte[] Requests = new byte[MostRows];

    /// <summary>By row: the length rule of its responses.</summary>
    internal static readonly byte[] Responses = new byte[MostRows];

    private static readonly byte[] Access = new byte[MostRows];
    private static readonly byte[] SubFunctionBytes = new byte[MostRows];
    private static readonly string[] Names = new string[MostRows];

    private static int _lastRow;

    static FunctionTable()
    {
        Names[0] = "";

        // Code and name; what it does, in which table, with how many at most (of those written, where it writes); the data behind the
        // function code, of the request and of the response; the bytes of its sub-function.
        Row(FunctionCode.ReadCoils, "read coils",
            Reads, AddressTable.Coils, ModbusLimits.MaxReadBits, Fixed(4), CountAt(0));
        Row(FunctionCode.ReadDiscreteInputs, "read discrete inputs",
            Reads, AddressTable.DiscreteInputs, ModbusLimits.MaxReadBits, Fixed(4), CountAt(0));
        Row(FunctionCode.ReadHoldingRegisters, "read holding registers",
            Reads, AddressTable.HoldingRegisters, ModbusLimits.MaxReadRegisters, Fixed(4), CountAt(0));
        Row(FunctionCode.ReadInputRegisters, "read input registers",
            Reads, AddressTable.InputRegisters, ModbusLimits.MaxReadRegisters, Fixed(4), CountAt(0));
        Row(FunctionCode.WriteSingleCoil, "write single coil",
            Writes, AddressTable.Coils, 1, Fixed(4), Fixed(4));
        Row(FunctionCode.WriteSingleRegister, "write single register",
            Writes, AddressTable.HoldingRegisters, 1, Fixed(4), Fixed(4));
        Row(FunctionCode.ReadExceptionStatus, "read exception status",
            Neither, AddressTable.None, 0, Fixed(0), Fixed(1));
        Row(FunctionCode.Diagnostics, "diagnostics",
            Neither, AddressTable.None, ModbusLimits.MaxQueryWords, Varies, Varies, subFunctionBytes: 2);
        Row(FunctionCode.GetCommEventCounter, "get comm event counter",
            Neither, AddressTable.None, 0, Fixed(0), Fixed(4));
        Row(FunctionCode.GetCommEventLog, "get comm event log",
            Neither, AddressTable.None, 0, Fixed(0), CountAt(0));
        Row(FunctionCode.WriteMultipleCoils, "write multiple coils",
            Writes, AddressTable.Coils, ModbusLimits.MaxWriteBits, CountAt(4), Fixed(4));
        Row(FunctionCode.WriteMultipleRegisters, "write multiple registers",
            Writes, AddressTable.HoldingRegisters, ModbusLimits.MaxWriteRegisters, CountAt(4), Fixed(4));
        Row(FunctionCode.ReportServerId, "report server ID",
            Neither, AddressTable.None, 0, Fixed(0), CountAt(0));
        Row(FunctionCode.ReadFileRecord, "read file record",
            Reads, AddressTable.Files, ModbusLimits.MaxFileReadRecords, CountAt(0), CountAt(0));
        Row(FunctionCode.WriteFileRecord, "write file record",
            Writes, AddressTable.Files, ModbusLimits.MaxFileWriteRecords, CountAt(0), CountAt(0));
        Row(FunctionCode.MaskWriteRegister, "mask write register",
            Writes, AddressTable.HoldingRegisters, 1, Fixed(6), Fixed(6));
        Row(FunctionCode.ReadWriteMultipleRegisters, "read/write multiple registers",
            ReadsAndWrites, AddressTable.HoldingRegisters, ModbusLimits.MaxReadWriteWriteRegisters, CountAt(8), CountAt(0));

        // Only the PLC knows how much is in a queue. The count of its response has two bytes, and never needs the first.
        Row(FunctionCode.ReadFifoQueue, "read FIFO queue",
            Reads, AddressTable.FifoQueues, 0, Fixed(2), CountAt(1));
        Row(FunctionCode.EncapsulatedInterface, "encapsulated interface",
            Neither, AddressTable.None, 0, Varies, Varies, subFunctionBytes: 1);
    }

    /// <summary>Whether a code has a row: it is public, and every field of its PDUs is held against the specification.</summary>
    public static bool IsKnown(int code)
    {
        return RowOf[code] != 0;
    }

    /// <summary>As the specification names it; empty where it does not.</summary>
    public static string Name(int code)
    {
        return Names[RowOf[code]];
    }

    /// <summary>What a function's (write, else read) addresses point into; None where it has none.</summary>
    public static AddressTable Table(int code)
    {
        return (AddressTable)Tables[RowOf[code]];
    }

    /// <summary>Whether it changes what is in coils, registers or files: 5, 6, 15, 16, 21, 22, 23.</summary>
    public static bool IsWrite(int code)
    {
        return (Access[RowOf[code]] & Writes) != 0;
    }

    /// <summary>Whether it reads coils, inputs or registers by address, and writes nothing: 1, 2, 3, 4.</summary>
    public static bool IsRead(int code)
    {
        return Access[RowOf[code]] == Reads && AddressTables.IsProcessData(Table(code));
    }

    /// <summary>Whether its response carries coils, inputs or registers that were asked for by address: 1, 2, 3, 4, 23.</summary>
    public static bool ReturnsValues(int code)
    {
        return (Access[RowOf[code]] & Reads) != 0 && AddressTables.IsProcessData(Table(code));
    }

    /// <summary>The function that reads a table and does nothing else; 0 for a table that is not read by address and quantity.</summary>
    public static byte ReadFunction(AddressTable table)
    {
        for (int code = 1; code < FunctionCode.ExceptionFlag; code++)
        {
            if (Table(code) == table && IsRead(code)) return (byte)code;
        }
        return 0;
    }

    /// <summary>Whether its requests name addresses of coils, inputs, registers or queues.</summary>
    public static bool HasAddress(int code)
    {
        AddressTable table = Table(code);
        return table != AddressTable.None && table != AddressTable.Files;
    }

    /// <summary>Whether its requests name files and records: 20, 21.</summary>
    public static bool HasFiles(int code)
    {
        return Table(code) == AddressTable.Files;
    }

    /// <summary>Whether a quantity stands in the request or follows from it: all but 24, whose count only the PLC knows.</summary>
    public static bool HasQuantity(int code)
    {
        return Table(code) != AddressTable.None && MostQuantity(code) > 0;
    }

    /// <summary>The most that one request takes, by the specification: coils, registers (of 23: those written), records of a file, words of
    /// 08/0; 0 where a function has no such number.</summary>
    public static int MostQuantity(int code)
    {
        return Most[RowOf[code]];
    }

    /// <summary>Whether it is several functions, told apart by a sub-function (8) or an MEI type (43).</summary>
    public static bool HasSubFunction(int code)
    {
        return SubFunctionBytes[RowOf[code]] != 0;
    }

    /// <summary>The largest number that its sub-function can have; 0 for a function without.</summary>
    public static int MostSubFunction(int code)
    {
        return (1 << 8 * SubFunctionBytes[RowOf[code]]) - 1;
    }

    /// <summary>Whether anything stands behind its function code in a request.</summary>
    public static bool HasFields(int code)
    {
        int row = RowOf[code];
        return row != 0 && Requests[row] != Fixed(0);
    }

    /// <summary>Whether it writes coils: 5, 15.</summary>
    public static bool WritesCoils(int code)
    {
        return IsWrite(code) && Table(code) == AddressTable.Coils;
    }

    /// <summary>Whether it writes registers whose values stand in the request: 6, 16, 23. What 22 writes depends on more.</summary>
    public static bool WritesRegisterValues(int code)
    {
        return IsWrite(code) && Table(code) == AddressTable.HoldingRegisters && code != FunctionCode.MaskWriteRegister;
    }

    private static void Row(
        byte code, string name, byte access, AddressTable table, int most, byte request, byte response, byte subFunctionBytes = 0)
    {
        int row = ++_lastRow;
        RowOf[code] = (byte)row;
        Names[row] = name;
        Access[row] = access;
        Tables[row] = (byte)table;
        Most[row] = (ushort)most;
        Requests[row] = request;
        Responses[row] = response;
        SubFunctionBytes[row] = subFunctionBytes;
    }

    // So many bytes of data: stored as the length of the PDU.
    private static byte Fixed(int bytes)
    {
        return (byte)(1 + bytes);
    }

    private static byte CountAt(int offset)
    {
        return (byte)(Count + offset);
    }
}
