using EdgeGuard.Policy;

namespace EdgeGuard.Settings;

/// <summary>The rules that serial lines and units must keep together.</summary>
internal static class SerialCheck
{
    private const int Units = 256;

    internal static void Run(ModuleSettings settings, int[] lines, ProblemList problems)
    {
        SerialSetting[] buses = PlcPortPlan.ReadBuses(settings);
        if (!settings.IsOn(SettingKeys.PlcAddress) && SettingsCheck.Line(lines, SettingKeys.Bus) == 0)
        {
            int line = SettingsCheck.Line(lines, SettingKeys.PlcAddress);
            bool isBroken = line > 0 && settings.All(SettingKeys.PlcAddress).Length == 0;
            if (!isBroken)
            {
                problems.Error(
                    line, 0, "", "there is nothing to guard: neither plc.address nor a bus",
                    "add a line 'plc.address HOST:502' or 'bus NAME PORT BAUD FORMAT'");
            }
        }
        Names(buses, SettingsCheck.Line(lines, SettingKeys.Bus), problems);
        Ports(settings, buses, lines, problems);
        CheckUnits(settings, buses, lines, problems);
    }

    private static void Names(SerialSetting[] buses, int line, ProblemList problems)
    {
        for (int i = 0; i < buses.Length; i++)
        {
            if (Find(buses, buses[i].Name) < i)
            {
                problems.Error(line, 0, buses[i].Name, "two buses are called " + buses[i].Name, "give each its own name");
            }
        }
    }

    private static void Ports(ModuleSettings settings, SerialSetting[] buses, int[] lines, ProblemList problems)
    {
        SerialSetting[] clients = PlcPortPlan.Clients(settings);
        for (int i = 0; i < buses.Length + clients.Length; i++)
        {
            string port = (i < buses.Length ? buses[i] : clients[i - buses.Length]).Port;
            for (int j = 0; j < i; j++)
            {
                if ((j < buses.Length ? buses[j] : clients[j - buses.Length]).Port != port) continue;
                int line = SettingsCheck.Line(lines, i < buses.Length ? SettingKeys.Bus : SettingKeys.ListenSerial);
                problems.Error(line, 0, port, "the port " + port + " is used twice", "give each bus and each client its own port");
                break;
            }
        }
    }

    private static void CheckUnits(ModuleSettings settings, SerialSetting[] buses, int[] lines, ProblemList problems)
    {
        int line = SettingsCheck.Line(lines, SettingKeys.Unit);
        var isNamed = new bool[Units];
        var isTaken = new bool[(buses.Length + 1) * Units];
        var isUsed = new bool[buses.Length + 1];
        string[] values = settings.All(SettingKeys.Unit);
        for (int i = 0; i < values.Length; i++)
        {
            UnitSetting unit = UnitSetting.Read(values[i], out _)!;
            int on = unit.IsOnBus ? Find(buses, unit.Line) : buses.Length;
            bool isBusBroken = buses.Length == 0 && SettingsCheck.Line(lines, SettingKeys.Bus) > 0;
            if (on < 0 && !isBusBroken)
            {
                problems.Error(
                    line, 0, values[i], "there is no bus called " + unit.Line,
                    "add a line 'bus " + unit.Line + " PORT BAUD FORMAT', or name one that there is");
            }
            if (!unit.IsOnBus && !settings.IsOn(SettingKeys.PlcAddress))
            {
                problems.Error(
                    line, 0, values[i], "'on plc' is the line to plc.address, which is not set", "set plc.address, or name a bus");
            }
            if (on < 0) continue;
            isUsed[on] = true;
            Mark(unit, on, isNamed, isTaken, line, values[i], problems);
        }
        for (int i = 0; i < buses.Length; i++)
        {
            if (isUsed[i]) continue;
            problems.Error(
                SettingsCheck.Line(lines, SettingKeys.Bus), 0, buses[i].Name, "no unit is on bus " + buses[i].Name,
                "add a line 'unit 1-247 on " + buses[i].Name + "', or with the units that there are");
        }
    }

    private static void Mark(UnitSetting unit, int on, bool[] isNamed, bool[] isTaken, int line, string value, ProblemList problems)
    {
        for (int i = unit.First; i <= unit.Last; i++)
        {
            int place = on * Units + unit.FirstOnLine + i - unit.First;
            if (isNamed[i])
            {
                problems.Error(line, 0, value, "unit names " + i.ToString() + " twice", "keep one of the lines");
                return;
            }
            if (isTaken[place])
            {
                problems.Error(
                    line, 0, value, "unit " + i.ToString() + " is a second name for a unit of " + unit.Line,
                    "keep one: the policy's lines for one name would not bind the other");
                return;
            }
            isNamed[i] = true;
            isTaken[place] = true;
        }
    }

    private static int Find(SerialSetting[] buses, string name)
    {
        for (int i = 0; i < buses.Length; i++)
        {
            if (buses[i].Name == name) return i;
        }
        return -1;
    }
}
