using System.Globalization;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Central;

/// <summary>The request that an event is about, as people write it, so that it can be asked again.</summary>
internal static class RefusedRequest
{
    /// <summary>Such as <c>06 unit 1 address 40 value 2000</c>; null where the event does not say enough.</summary>
    /// <remarks>An event holds one value, that which was refused; where it holds none, and for the others of a list, 0 stands.</remarks>
    internal static string? Text(EventRecord record)
    {
        bool isKnown = EventTable.NamesRequest(record) && record.Reason is not (Refusal.None or Refusal.Malformed);
        return isKnown && Fields(record) is { } fields ? $"{record.Function:D2}{fields}" : null;
    }

    /// <summary>Whether values stand in <see cref="Text"/> that the event does not hold.</summary>
    internal static bool IsGuessed(EventRecord record) =>
        record.Function is FunctionCode.WriteSingleCoil or FunctionCode.WriteSingleRegister or FunctionCode.WriteMultipleCoils
            or FunctionCode.WriteMultipleRegisters && (!HasValue(record) || record.Quantity > 1);

    private static string? Fields(EventRecord record)
    {
        string unit = $" unit {record.Unit}";
        string place = $"{unit} address {record.Address}";
        int quantity = record.Quantity > 0 ? record.Quantity : 1;
        switch (record.Function)
        {
            case FunctionCode.ReadCoils:
            case FunctionCode.ReadDiscreteInputs:
            case FunctionCode.ReadHoldingRegisters:
            case FunctionCode.ReadInputRegisters:
                return quantity == 1 ? place : $"{place} quantity {quantity}";
            case FunctionCode.ReadFifoQueue:
                return place;
            case FunctionCode.WriteSingleCoil:
            case FunctionCode.WriteSingleRegister:
                return $"{place} value {Values(record, 1)}";
            case FunctionCode.WriteMultipleCoils:
            case FunctionCode.WriteMultipleRegisters:
                return $"{place} value {Values(record, quantity)}";
            case FunctionCode.Diagnostics:
            case FunctionCode.EncapsulatedInterface:
                return record.SubFunction >= 0 ? $"/{record.SubFunction}{unit}" : null;
            default:
                return FunctionTable.HasFields(record.Function) ? null : unit;
        }
    }

    private static bool HasValue(EventRecord record) => record.Reason is Refusal.Value or Refusal.Step;

    private static string Values(EventRecord record, int quantity)
    {
        string refused = HasValue(record) ? Bounded(record).ToString(CultureInfo.InvariantCulture) : "0";
        return string.Join(',', Enumerable.Range(record.Address, quantity).Select(at => at == Place(record) ? refused : "0"));
    }

    private static int Place(EventRecord record) => record.OffendingAddress >= 0 ? record.OffendingAddress : record.Address;

    // Of a coil an event may say 0xFF00.
    private static int Bounded(EventRecord record)
    {
        bool isCoil = record.Function is FunctionCode.WriteSingleCoil or FunctionCode.WriteMultipleCoils;
        return isCoil ? (record.OffendingValue != 0 ? 1 : 0) : record.OffendingValue & 0xFFFF;
    }
}
