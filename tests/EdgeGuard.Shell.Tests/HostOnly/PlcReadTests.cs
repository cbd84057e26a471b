using EdgeGuard.Checks;

namespace EdgeGuard.Shell.Tests.HostOnly;

/// <summary>What a PLC says to <c>plc read</c> is held against the request, as the guard does it.</summary>
[TestClass]
public sealed class PlcReadTests
{
    [TestMethod]
    [DataRow("coil 5 9", "0100050009", "0102CD01", "13      on")]
    [DataRow("discrete 5", "0200050001", "02010100", "does not fit the request")]
    [DataRow("holding 5", "0300050001", "8300", "does not fit the request")]
    [DataRow("holding 5", "0300050001", "8402", "does not fit the request")]
    [DataRow("input 65535 2", "04FFFF0002", "8402", "exception 2: it has no such address")]
    [DataRow("input 65535 2", "04FFFF0002", "8400", "does not fit the request")]
    public void A_response_is_shown_where_it_fits(string read, string asked, string response, string shown)
    {
        ConsoleBed bed = ConsoleBed.LoggedIn();
        bed.Type("set plc.address 10.0.0.9:502\r");
        bed.Platform.Reply = new PlcReadResult(System.Convert.FromHexString(response), 3);
        StringAssert.Contains(bed.Type("plc read 1 " + read + "\r"), shown);
        Assert.AreEqual("10.0.0.9:502 1 " + asked, bed.Platform.Asked[^1]);
    }
}
