using System.Text;

namespace EdgeGuard.Core;

/// <summary>The module's JSON messages. Pure.</summary>
public static class Report
{
    /// <summary>The retained state while a connection stands.</summary>
    public static byte[] Online(ModuleStatus status, int connection)
    {
        ConfigurationStatus configuration = status.Configuration;
        JsonWriter json = Presence(status, connection, true)
            .Text("mode", configuration.Mode)
            .Flag("isolated", status.IsIsolated)
            .OpenObject("policy")
            .Text("name", configuration.PolicyName)
            .Number("version", configuration.PolicyVersion)
            .Text("hash", configuration.PolicyHash)
            .CloseObject()
            .Number("generation", configuration.Generation);
        if (status.Plcs != null) Plcs(json, status.Plcs.Plcs());
        return Bytes(json.CloseObject());
    }

    /// <summary>The retained state while a connection stands, in short: for a broker that takes no more than the Will has.</summary>
    public static byte[] Present(ModuleStatus status, int connection)
    {
        return Bytes(Presence(status, connection, true).CloseObject());
    }

    /// <summary>The retained state after a connection: the Will, and what a clean stop leaves.</summary>
    /// <remarks>Boot and connection say which connection has ended: a Will that arrives late cannot pass for the present one.</remarks>
    /// <param name="status">The module.</param>
    /// <param name="connection">The connection that has ended.</param>
    /// <param name="stopped">Whether the module said goodbye.</param>
    public static byte[] Offline(ModuleStatus status, int connection, bool stopped)
    {
        return Bytes(Presence(status, connection, false).Flag("stopped", stopped).CloseObject());
    }

    /// <summary>The retained inventory.</summary>
    /// <param name="inventory">What the module consists of.</param>
    /// <param name="units">The units behind it; null: nobody says.</param>
    public static byte[] Inventory(Inventory inventory, UnitStatus[]? units = null)
    {
        JsonWriter json = new JsonWriter().OpenObject()
            .Text("software", inventory.Software)
            .Text("platform", inventory.Platform)
            .Text("plc", inventory.Plc);
        if (inventory.StartedBecause.Length > 0) json.Text("startedBecause", inventory.StartedBecause);
        json.OpenArray("listeners");
        for (int i = 0; i < inventory.Listeners.Length; i++)
        {
            ListenerStatus listener = inventory.Listeners[i];
            json.OpenObject()
                .Text("transport", PeerTransportText.Of(listener.Transport))
                .Text("address", listener.Address)
                .Flag("unsafe", listener.IsUnsafe)
                .Text("roles", RoleOriginText.Of(listener.Roles))
                .CloseObject();
        }

        json.CloseArray();
        if (units != null) Units(json, units);
        return Bytes(json.CloseObject());
    }

    /// <summary>All counters since the start.</summary>
    public static byte[] Metrics(ModuleStatus status, Counters counters, long uptimeMs, long utc)
    {
        JsonWriter json = new JsonWriter().OpenObject()
            .Number("boot", status.Boot)
            .Number("uptimeMs", uptimeMs)
            .Number("utc", utc)
            .OpenObject("counters");
        for (int i = 0; i < (int)Counter.Count; i++) json.Number(CounterText.Of((Counter)i), counters.Read((Counter)i));
        json.CloseObject();
        if (status.Plcs != null) PlcNumbers(json, status.Plcs.Plcs());
        return Bytes(json.CloseObject());
    }

    private static void Units(JsonWriter json, UnitStatus[] units)
    {
        json.OpenArray("units");
        for (int i = 0; i < units.Length; i++)
        {
            UnitStatus unit = units[i];
            json.OpenObject()
                .Number("unit", unit.Unit)
                .Text("state", unit.State)
                .Number("firstSeen", unit.FirstSeen)
                .Number("lastSeen", unit.LastSeen);
            for (int id = 0; id < DeviceObject.Count; id++)
            {
                if (unit.Text(id).Length > 0) json.Text(DeviceObject.Name(id), unit.Text(id));
            }
            if (unit.ServerId.Length > 0) json.Text("serverId", unit.ServerId);
            if (unit.ToldAt > 0) json.Number("toldAt", unit.ToldAt);
            json.CloseObject();
        }
        json.CloseArray();
    }

    private static void Plcs(JsonWriter json, PlcStatus[] plcs)
    {
        json.OpenArray("plc");
        for (int i = 0; i < plcs.Length; i++)
        {
            PlcStatus plc = plcs[i];
            json.OpenObject()
                .Text("name", plc.Name)
                .Text("state", PlcStateText.Name(plc.State))
                .Flag("trouble", plc.IsTrouble)
                .Number("since", plc.SinceUtc)
                .OpenArray("silentUnits");
            for (int unit = 0; unit < plc.SilentUnits.Length; unit++) json.Item(plc.SilentUnits[unit]);
            json.CloseArray().CloseObject();
        }
        json.CloseArray();
    }

    // What a tool that draws curves can use: numbers alone.
    private static void PlcNumbers(JsonWriter json, PlcStatus[] plcs)
    {
        int inTrouble = 0;
        int silentUnits = 0;
        for (int i = 0; i < plcs.Length; i++)
        {
            if (PlcStateText.IsTrouble(plcs[i].State)) inTrouble++;
            silentUnits += plcs[i].SilentUnits.Length;
        }
        json.OpenObject("plc").Number("lines", plcs.Length).Number("inTrouble", inTrouble).Number("silentUnits", silentUnits).CloseObject();
    }

    private static JsonWriter Presence(ModuleStatus status, int connection, bool online)
    {
        return new JsonWriter().OpenObject()
            .Flag("online", online)
            .Number("boot", status.Boot)
            .Number("connection", connection)
            .Text("stream", EventText.Hex(status.Stream));
    }

    private static byte[] Bytes(JsonWriter json)
    {
        return Encoding.UTF8.GetBytes(json.ToString());
    }
}
