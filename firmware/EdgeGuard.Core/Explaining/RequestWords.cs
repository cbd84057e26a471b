using System.Text;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Core;

/// <summary>A decoded request in words, addresses in both notations.</summary>
public static class RequestWords
{
    private const int MaxValues = 4;

    /// <summary>For example <c>06 write single register, unit 1, address 40 (4x00041), value 2000</c>.</summary>
    public static string Text(Request request)
    {
        var text = TextBuilder.New();
        text.Append(FunctionText.Text(request.Function, request.SubFunction) + ", unit " + request.Unit.ToString());
        if (request.Fault != RequestFault.None) return text.ToString();
        for (int i = 0; i < request.GroupCount; i++)
        {
            text.Append(", file " + request.GroupFile(i).ToString() + " records "
                + Span(AddressTable.None, request.GroupRecord(i), request.GroupLength(i)));
        }
        if (request.GroupCount > 0) return text.ToString();
        bool isBoth = request.IsWrite && request.ReadTable != AddressTable.None;
        if (request.ReadTable != AddressTable.None)
        {
            text.Append((isBoth ? ", read " : ", address ") + Span(request.ReadTable, request.ReadAddress, request.ReadQuantity));
        }
        if (!request.IsWrite) return text.ToString();
        text.Append((isBoth ? ", write " : ", address ") + Span(request.WriteTable, request.WriteAddress, request.WriteQuantity));
        if (request.Function == FunctionCode.MaskWriteRegister)
        {
            text.Append(", and 0x" + LineWriter.Hex(request.AndMask) + ", or 0x" + LineWriter.Hex(request.OrMask));
        }
        else
        {
            AppendValues(text, request);
        }
        return text.ToString();
    }

    /// <summary><c>40 (4x00041)</c> or <c>40-41 (4x00041-4x00042)</c>.</summary>
    public static string Span(AddressTable table, int address, int quantity)
    {
        int last = address + quantity - 1;
        if (quantity <= 1) return AddressText.Both(table, address);
        string reference = AddressText.Reference(table, address);
        string span = address.ToString() + "-" + last.ToString();
        return reference.Length > 0 ? span + " (" + reference + "-" + AddressText.Reference(table, last) + ")" : span;
    }

    private static void AppendValues(StringBuilder text, Request request)
    {
        text.Append(request.WriteQuantity == 1 ? ", value " : ", values ");
        bool isCoil = request.WriteTable == AddressTable.Coils;
        for (int i = 0; i < request.WriteQuantity && i < MaxValues; i++)
        {
            if (i > 0) text.Append(" ");
            text.Append(isCoil ? (request.CoilValue(i) ? "on" : "off") : request.RegisterValue(i).ToString());
        }
        if (request.WriteQuantity > MaxValues) text.Append(" ...");
    }
}
