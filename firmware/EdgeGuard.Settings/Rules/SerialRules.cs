using EdgeGuard.Policy;

namespace EdgeGuard.Settings;

/// <summary>What serial lines must keep together.</summary>
internal static class SerialRules
{
    internal static void ThereIsSomethingToGuard(PlacedSettings placed, ProblemList problems)
    {
        if (placed.Settings.IsOn(SettingKeys.PlcAddress) || placed.Line(SettingKeys.Bus) > 0) return;
        int line = placed.Line(SettingKeys.PlcAddress);
        bool isRefused = line > 0 && placed.Settings.All(SettingKeys.PlcAddress).Length == 0;
        if (isRefused) return;
        problems.Error(
            line, 0, "", "there is nothing to guard: neither plc.address nor a bus",
            "add a line 'plc.address HOST:502' or 'bus NAME PORT BAUD FORMAT'");
    }

    internal static void BusesDiffer(PlacedSettings placed, ProblemList problems)
    {
        SerialSetting[] buses = PlcPortPlan.ReadBuses(placed.Settings);
        for (int i = 0; i < buses.Length; i++)
        {
            if (Find(buses, buses[i].Name) == i) continue;
            problems.Error(
                placed.Line(SettingKeys.Bus), 0, buses[i].Name, "two buses are called " + buses[i].Name, "give each its own name");
        }
    }

    internal static void PortsDiffer(PlacedSettings placed, ProblemList problems)
    {
        SerialSetting[] buses = PlcPortPlan.ReadBuses(placed.Settings);
        SerialSetting[] clients = PlcPortPlan.Clients(placed.Settings);
        for (int i = 0; i < buses.Length + clients.Length; i++)
        {
            string port = (i < buses.Length ? buses[i] : clients[i - buses.Length]).Port;
            for (int j = 0; j < i; j++)
            {
                if ((j < buses.Length ? buses[j] : clients[j - buses.Length]).Port != port) continue;
                int line = placed.Line(i < buses.Length ? SettingKeys.Bus : SettingKeys.ListenSerial);
                problems.Error(line, 0, port, "the port " + port + " is used twice", "give each bus and each client its own port");
                break;
            }
        }
    }

    /// <summary>The bus of a name, the first where two have it; -1: none.</summary>
    internal static int Find(SerialSetting[] buses, string name)
    {
        for (int i = 0; i < buses.Length; i++)
        {
            if (buses[i].Name == name) return i;
        }
        return -1;
    }
}
