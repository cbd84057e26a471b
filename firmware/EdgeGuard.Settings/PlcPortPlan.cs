using EdgeGuard.Guard;

namespace EdgeGuard.Settings;

/// <summary>The lines behind the module and the units on them, as the settings have it. Immutable.</summary>
/// <remarks>Lines are numbered from 0: first the one to plc.address, where there is one, then the buses in the order of the text.</remarks>
public sealed class PlcPortPlan
{
    /// <param name="settings">Checked.</param>
    public PlcPortPlan(ModuleSettings settings)
    {
        PlcAddress = settings.Text(SettingKeys.PlcAddress);
        HasPlc = settings.IsOn(SettingKeys.PlcAddress);
        Buses = ReadBuses(settings);
        Routes = Route(settings);
    }

    /// <summary>The PLC, <c>host:port</c>.</summary>
    public string PlcAddress { get; }

    /// <summary>Whether line 0 is the one to plc.address.</summary>
    public bool HasPlc { get; }

    /// <summary>The buses, in order.</summary>
    public SerialSetting[] Buses { get; }

    /// <summary>Behind which line each unit is. Units that no line of the text names are at plc.address, or nowhere.</summary>
    public UnitRoutes Routes { get; }

    /// <summary>How many lines there are.</summary>
    public int Count
    {
        get { return HasPlc ? Buses.Length + 1 : Buses.Length; }
    }

    /// <summary>The bus that is line number <paramref name="line"/>; null for one that is none.</summary>
    public SerialSetting? BusAt(int line)
    {
        int index = HasPlc ? line - 1 : line;
        return index >= 0 && index < Buses.Length ? Buses[index] : null;
    }

    /// <summary>A line in words.</summary>
    public string NameOf(int line)
    {
        SerialSetting? bus = BusAt(line);
        return bus == null ? "PLC at " + PlcAddress : NameOf(bus);
    }

    /// <summary>A bus in words.</summary>
    public static string NameOf(SerialSetting bus)
    {
        return "bus " + bus.Name + " at " + bus.Port + ", " + bus.Format.ToString();
    }

    /// <summary>All lines in words, with semicolons between.</summary>
    public string Names()
    {
        string names = "";
        for (int i = 0; i < Count; i++) names += (i > 0 ? "; " : "") + NameOf(i);
        return names;
    }

    /// <summary>Whether the other plan numbers the same lines in the same way, so that its routes can be used in place of these.</summary>
    public bool HasLinesOf(PlcPortPlan other)
    {
        if (HasPlc != other.HasPlc || Buses.Length != other.Buses.Length) return false;
        for (int i = 0; i < Buses.Length; i++)
        {
            if (Buses[i].Name != other.Buses[i].Name) return false;
        }
        return true;
    }

    /// <summary>The ports at which serial clients ask.</summary>
    public static SerialSetting[] Clients(ModuleSettings settings)
    {
        string[] values = settings.All(SettingKeys.ListenSerial);
        var clients = new SerialSetting[values.Length];
        for (int i = 0; i < clients.Length; i++) clients[i] = SerialSetting.ReadClient(values[i], out _)!;
        return clients;
    }

    /// <summary>Whether the module stands in a serial cable and nowhere else: all clients and all PLCs are on serial lines.</summary>
    public static bool IsInSerialCable(ModuleSettings settings)
    {
        bool usesNetwork = settings.IsOn(SettingKeys.ListenTls) || settings.IsOn(SettingKeys.UnsafePlainListen)
            || settings.IsOn(SettingKeys.PlcAddress);
        return !usesNetwork && settings.All(SettingKeys.ListenSerial).Length > 0;
    }

    internal static SerialSetting[] ReadBuses(ModuleSettings settings)
    {
        string[] values = settings.All(SettingKeys.Bus);
        var buses = new SerialSetting[values.Length];
        for (int i = 0; i < buses.Length; i++) buses[i] = SerialSetting.ReadBus(values[i], out _)!;
        return buses;
    }

    private UnitRoutes Route(ModuleSettings settings)
    {
        var routes = new UnitRoutesBuilder();
        string[] values = settings.All(SettingKeys.Unit);
        for (int i = 0; i < values.Length; i++) Route(routes, UnitSetting.Read(values[i], out _)!);
        if (HasPlc) routes.RouteRest(0);
        return routes.Build();
    }

    private void Route(UnitRoutesBuilder routes, UnitSetting setting)
    {
        int line = NumberOf(setting.Line);
        if (setting.IsOnBus && setting.First == 0)
        {
            routes.RouteBroadcast(line);
            return;
        }
        for (int unit = setting.First; unit <= setting.Last; unit++)
        {
            routes.Route((byte)unit, line, (byte)(setting.FirstOnLine + unit - setting.First), setting.TimeoutMs);
        }
    }

    private int NumberOf(string line)
    {
        if (line == UnitSetting.PlcPort) return 0;
        int bus = 0;
        while (Buses[bus].Name != line) bus++;
        return HasPlc ? bus + 1 : bus;
    }
}
