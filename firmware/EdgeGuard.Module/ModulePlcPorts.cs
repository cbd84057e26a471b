using EdgeGuard.Core;
using EdgeGuard.Guard;
using EdgeGuard.Settings;

namespace EdgeGuard.Module;

/// <summary>The lines behind the module, numbered as events number them.</summary>
internal sealed class ModulePlcPorts
{
    private readonly PlcPortPlan _plan;
    private UnitRoutes _routes;

    /// <param name="settings">What lines there are.</param>
    internal ModulePlcPorts(ModuleSettings settings)
    {
        _plan = new PlcPortPlan(settings);
        _routes = _plan.Routes;
    }

    /// <summary>Every line in words.</summary>
    internal string Names
    {
        get { return _plan.Names(); }
    }

    /// <summary>Behind which line each unit is by these settings. Where they have other lines, the units wait for the restart as those
    /// do.</summary>
    internal UnitRoutes Routes(ModuleSettings settings)
    {
        var plan = new PlcPortPlan(settings);
        if (plan.HasLinesOf(_plan)) _routes = plan.Routes;
        return _routes;
    }

    /// <summary>Whether these settings have the same lines.</summary>
    internal bool Has(ModuleSettings settings)
    {
        return new PlcPortPlan(settings).HasLinesOf(_plan);
    }

    /// <summary>What the gateway makes its lines from, in the order of their numbers. Null, and the problem in words: there is no way to
    /// the PLC.</summary>
    internal PlcPortSetup[]? Setups(ModuleSettings settings, IModuleParts parts, ModuleRun run, out string problem)
    {
        problem = "";
        var lines = new PlcPortSetup[_plan.Count];
        int count = 0;
        if (_plan.HasPlc)
        {
            IDialer? dialer = Plc(settings, parts, run, out problem);
            if (dialer == null) return null;
            lines[count++] = PlcPortSetup.Plc(dialer, settings.Number(SettingKeys.PlcConnections), _plan.NameOf(0));
        }
        for (int i = 0; i < _plan.Buses.Length; i++)
        {
            lines[count] = PlcPortSetup.Bus(parts.CreatePort(_plan.Buses[i]), GuardSettings.Bus(_plan.Buses[i]), _plan.NameOf(count));
            count++;
        }
        return lines;
    }

    private IDialer? Plc(ModuleSettings settings, IModuleParts parts, ModuleRun run, out string problem)
    {
        SettingText.TryEndpoint(_plan.PlcAddress, out string host, out int port);
        // Null where the settings do not say who the module is there.
        string at = settings.IsOn(SettingKeys.PlcOwnAddress) ? settings.Text(SettingKeys.PlcOwnAddress) : "";
        OwnAddress? own = at.Length > 0 ? OwnAddress.Read(at, out _) : null;
        return parts.CreateDialer(host, port, own, run, out problem);
    }
}
