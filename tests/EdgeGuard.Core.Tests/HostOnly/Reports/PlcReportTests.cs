using System.Text;

namespace EdgeGuard.Core.Tests;

/// <summary>What is reported of the PLCs.</summary>
[TestClass]
public sealed class PlcReportTests
{
    [TestMethod]
    public void State_and_metrics_tell_of_every_PLC_how_it_is_and_which_units_are_silent()
    {
        ModuleStatus status = Status();
        status.Plcs = new TwoPlcs();
        string text = Text(Report.Online(status, 3));
        string end = ",\"plc\":["
            + "{\"name\":\"PLC at 10.1.1.1:502\",\"state\":\"unreachable\",\"trouble\":true,\"since\":1234,\"silentUnits\":[]},"
            + "{\"name\":\"bus north\",\"state\":\"answers\",\"trouble\":true,\"since\":0,\"silentUnits\":[3,7]}]}";
        Assert.AreEqual(end, text.Substring(text.Length - end.Length));
        text = Text(Report.Metrics(status, new Counters(), 5000, 77));
        end = "},\"plc\":{\"lines\":2,\"inTrouble\":1,\"silentUnits\":2}}";
        Assert.AreEqual(end, text.Substring(text.Length - end.Length));
    }

    [TestMethod]
    public void A_change_of_a_PLC_is_a_change_of_the_state()
    {
        ModuleStatus status = Status();
        TwoPlcs plcs = new TwoPlcs();
        status.Plcs = plcs;
        int before = status.Changes;
        plcs.PlcChanges++;
        Assert.AreNotEqual(before, status.Changes);
    }

    private sealed class TwoPlcs : IPlcStates
    {
        public int PlcChanges { get; set; }

        public PlcStatus[] Plcs()
        {
            return new PlcStatus[]
            {
                new PlcStatus("PLC at 10.1.1.1:502", PlcState.Unreachable, 1234, 5, new byte[0]),
                new PlcStatus("bus north", PlcState.Answers, 0, 5, new byte[] { 3, 7 }),
            };
        }
    }

    private static ModuleStatus Status()
    {
        return new ModuleStatus(new byte[16], 12, new Inventory("0.1.0", "test", "10.1.1.1:502", []));
    }

    private static string Text(byte[] json)
    {
        return Encoding.UTF8.GetString(json);
    }
}
