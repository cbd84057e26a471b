using EdgeGuard.Modbus;
using EdgeGuard.Settings;
using EdgeGuard.Store;

namespace EdgeGuard.Checks;

/// <summary>Whether the PLC, and the units of buses, answer: each is asked for one register, in turn with the clients.</summary>
internal static class PlcCheck
{
    // So many units are asked: more would take minutes where none answers.
    private const int MostUnits = 8;

    internal static void Check(ISelfTestPlatform platform, ModuleSettings settings, Person by, CheckList into)
    {
        if (settings.IsOn(SettingKeys.PlcAddress)) Ask(platform, settings.Text(SettingKeys.PlcAddress), 1, by, into);
        string[] units = settings.All(SettingKeys.Unit);
        for (int i = 0; i < units.Length && i < MostUnits; i++)
        {
            int blank = units[i].IndexOf(' ');
            string id = blank < 0 ? units[i] : units[i].Substring(0, blank);
            if (SettingText.TryNumber(id, out long unit) && unit > 0 && unit < 256) Ask(platform, "unit " + id, (byte)unit, by, into);
        }
    }

    // An exception is an answer too.
    private static void Ask(ISelfTestPlatform platform, string what, byte unit, Person by, CheckList into)
    {
        PlcReadResult reply = platform.AskUnit(unit, new byte[] { FunctionCode.ReadHoldingRegisters, 0, 0, 0, 1 }, by);
        into.Add("plc", reply.Problem.Length > 0 ? what + ": " + reply.Problem : "", reply.Remedy, what + " answers in "
            + reply.Milliseconds + " ms");
    }
}
