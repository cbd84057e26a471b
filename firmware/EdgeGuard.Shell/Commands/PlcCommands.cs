using EdgeGuard.Core.Settings;
using EdgeGuard.Modbus;

namespace EdgeGuard.Shell.Commands;

/// <summary>Asking the PLC itself, past the policy: only what reads, and only by who is logged in.</summary>
internal static class PlcCommands
{
    private static readonly string[] Tables = { "coil", "discrete", "holding", "input" };

    internal static void Ping(ConsoleSession session, CommandWords words)
    {
        Ping(session);
    }

    /// <summary>Asks for one register, and says how that went. True when the PLC answered, with an exception perhaps.</summary>
    internal static bool Ping(ConsoleSession session)
    {
        PlcReply? reply = Ask(session, 1, new byte[] { FunctionCode.ReadHoldingRegisters, 0, 0, 0, 1 });
        if (reply == null) return false;
        bool isException = (reply.Pdu[0] & 0x80) != 0;
        string what = isException ? "with exception " + reply.Pdu[1] + " (it is there, and has no register 0)" : "register 0 is " + (reply.Pdu[2] * 256 + reply.Pdu[3]);
        session.Output.Line("The PLC answers in " + reply.Milliseconds + " ms: " + what);
        return true;
    }

    internal static void Read(ConsoleSession session, CommandWords words)
    {
        int table = 0;
        while (table < Tables.Length && Tables[table] != words[3]) table++;
        bool isUnit = RequestWriter.TryNumber(words[2], 255, out int unit);
        bool isAddress = RequestWriter.TryNumber(words[4], 65_535, out int address);
        int quantity = 1;
        bool isQuantity = words.Count < 6 || RequestWriter.TryNumber(words[5], 125, out quantity);
        if (!isUnit || table == Tables.Length || !isAddress || !isQuantity || quantity == 0)
        {
            session.Fail("'" + words.Rest(2) + "' is nothing that can be read", "such as 'plc read 1 holding 40 2'; up to 125 at once");
            return;
        }
        PlcReply? reply = Ask(session, (byte)unit, new byte[] { (byte)(table + 1), (byte)(address >> 8), (byte)(address & 0xFF), 0, (byte)quantity });
        if (reply == null) return;
        if ((reply.Pdu[0] & 0x80) != 0) session.Fail("the PLC answers with exception " + reply.Pdu[1], "it has no such unit, table or address");
        else Show(session, reply.Pdu, table < 2, address, quantity);
    }

    /// <summary>Where the PLC is: by what is in force, otherwise by the candidate; empty when neither says so.</summary>
    internal static string Address(ConsoleSession session)
    {
        Core.Store.Configuring.CheckedConfiguration? inForce = session.Services.Desk.InForce;
        if (inForce != null) return inForce.Settings.Text(SettingKeys.PlcAddress);
        string address = SettingCommands.ValueIn(session.Services.Desk.CandidateSettings, SettingKeys.PlcAddress);
        return address == "-" ? "" : address;
    }

    private static PlcReply? Ask(ConsoleSession session, byte unit, byte[] pdu)
    {
        string address = Address(session);
        if (address.Length == 0)
        {
            session.Fail("it is not set where the PLC is", "'set plc.address 192.168.50.10:502'");
            return null;
        }
        PlcReply reply = session.Services.Body.AskPlc(address, unit, pdu);
        bool isAnswer = reply.Problem.Length == 0 && IsAnswer(pdu, reply.Pdu);
        if (isAnswer) return reply;
        session.Fail("the PLC at " + address + ": " + (reply.Problem.Length > 0 ? reply.Problem : "its answer does not fit the request"), "is it on, is the cable in, does it speak Modbus TCP on that port?");
        return null;
    }

    private static bool IsAnswer(byte[] asked, byte[] answer)
    {
        if (answer.Length == 2) return answer[0] == (asked[0] | 0x80);
        int quantity = asked[4];
        int bytes = asked[0] <= FunctionCode.ReadDiscreteInputs ? (quantity + 7) / 8 : 2 * quantity;
        return answer.Length == 2 + bytes && answer[0] == asked[0] && answer[1] == bytes;
    }

    private static void Show(ConsoleSession session, byte[] pdu, bool isBits, int address, int quantity)
    {
        for (int i = 0; i < quantity; i++)
        {
            string value;
            if (isBits) value = (pdu[2 + i / 8] >> (i % 8) & 1) == 1 ? "on" : "off";
            else value = (pdu[2 + 2 * i] * 256 + pdu[3 + 2 * i]).ToString();
            session.Output.Line(HelpCommand.Padded((address + i).ToString(), 8) + value);
        }
    }
}
