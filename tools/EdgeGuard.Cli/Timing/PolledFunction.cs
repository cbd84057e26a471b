using System.Linq;
using EdgeGuard.Modbus;

namespace EdgeGuard.Cli;

/// <summary>A function that clients repeat, and how many bytes it takes on an RTU line, address and CRC included.</summary>
internal sealed class PolledFunction
{
    // Unit, function code and CRC stand around everything.
    private const int Around = 4;
    private const int AddressAndQuantity = 4;

    private static readonly PolledFunction[] All =
    [
        new(FunctionCode.ReadCoils, "coils"),
        new(FunctionCode.ReadDiscreteInputs, "discrete inputs"),
        new(FunctionCode.ReadHoldingRegisters, "holding registers"),
        new(FunctionCode.ReadInputRegisters, "input registers"),
        new(FunctionCode.WriteSingleCoil, "coil"),
        new(FunctionCode.WriteSingleRegister, "register"),
        new(FunctionCode.WriteMultipleCoils, "coils"),
        new(FunctionCode.WriteMultipleRegisters, "registers"),
    ];

    private PolledFunction(byte code, string things)
    {
        Code = code;
        Things = things;
    }

    internal byte Code { get; }

    /// <summary>What it reads or writes.</summary>
    internal string Things { get; }

    /// <summary>How many at once (Application Protocol V1.1b3, section 6).</summary>
    internal int Most => FunctionTable.MostQuantity(Code);

    /// <summary>The codes there are.</summary>
    internal static string Codes => string.Join(", ", All.Select(function => function.Code));

    /// <summary>Null for a code that is none of them.</summary>
    internal static PolledFunction? Of(int code) => All.FirstOrDefault(function => function.Code == code);

    internal int RequestBytes(int quantity) => Code switch
    {
        FunctionCode.WriteMultipleCoils or FunctionCode.WriteMultipleRegisters => Around + AddressAndQuantity + 1 + DataBytes(quantity),
        _ => Around + AddressAndQuantity,
    };

    internal int ResponseBytes(int quantity) => FunctionTable.IsRead(Code) ? Around + 1 + DataBytes(quantity) : Around + AddressAndQuantity;

    private int DataBytes(int quantity) => AddressTables.IsBits(FunctionTable.Table(Code)) ? (quantity + 7) / 8 : 2 * quantity;
}
