using System.IO;
using System.Linq;
using EdgeGuard.Core;
using EdgeGuard.Policy;
using EdgeGuard.Settings;

namespace EdgeGuard.Host;

/// <summary>Whether the serial ports that the settings name are there. One
/// that is not is no error: an adapter may be plugged in later.</summary>
internal static class PortCheck
{
    internal static void Run(ModuleSettings settings, ProblemList problems)
    {
        foreach (SerialSetting line in new PlcPortPlan(settings).Buses.Concat(PlcPortPlan.Clients(settings)))
        {
            if (Path.Exists(line.Port)) continue;
            string missing = TtyProblem.Text(line.Port, line.Format, line.IsRs485, SerialFault.Missing);
            problems.Warn(0, 0, line.Port, missing, "until it is there, its clients get exception 0A; it is opened then by itself");
        }
    }
}
