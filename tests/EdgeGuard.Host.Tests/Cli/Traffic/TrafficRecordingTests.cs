using System;
using System.Collections.Generic;
using System.IO;
using EdgeGuard.Cli;

namespace EdgeGuard.Host.Tests.Cli.Traffic;

/// <summary>Reports that were saved: read as they were written, whatever happened to the file.</summary>
[TestClass]
public sealed class TrafficRecordingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-traffic-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "week.traffic");

    public void Dispose() => Directory.Delete(_folder, true);

    [TestMethod]
    public void What_is_added_comes_back_in_order_and_another_run_goes_on()
    {
        Add([1, 2, 3], [4]);
        Add([5]);
        Assert.AreEqual("010203 04 05", Read(out string note));
        Assert.AreEqual("", note);
    }

    [TestMethod]
    public void A_line_that_was_cut_off_is_passed_over_and_the_next_run_goes_on_in_its_place()
    {
        Add([1], [2]);
        byte[] whole = File.ReadAllBytes(Path);
        int second = Array.IndexOf(whole, (byte)'\n') + 1;
        for (int cut = second + 1; cut < whole.Length; cut++)
        {
            File.WriteAllBytes(Path, whole[..cut]);
            Assert.AreEqual("01", Read(out string note));
            Assert.AreEqual("line 2 is cut off: it was not read", note);
        }
        Add([3]);
        Assert.AreEqual("01 03", Read(out string none));
        Assert.AreEqual("", none);
    }

    [TestMethod]
    [DataRow(
        "{\"receivedUtcMs\":1,\"topic\":\"t\",\"report\":\"AQ==\"}\nsomething\n", "line 2 is no report of traffic as --save writes it")]
    [DataRow("{\"receivedUtcMs\":1,\"topic\":\"t\",\"report\":\"!\"}\n", "is no recording of traffic")]
    [DataRow("{\"receivedUtcMs\":1,\"report\":\"AQ==\"}\n", "is no recording of traffic")]
    [DataRow("{\"receivedUtcMs\":\"x\",\"topic\":\"t\",\"report\":\"AQ==\"}\n", "is no recording of traffic")]
    [DataRow("[]\n", "is no recording of traffic")]
    [DataRow("edgeguard-policy 1", "is no recording of traffic")]
    public void What_is_something_else_is_told_with_its_place(string text, string problem)
    {
        File.WriteAllText(Path, text);
        Assert.IsFalse(TrafficRecording.TryRead(Path, (_, _) => { }, out _, out string told));
        Assert.AreEqual(problem, told);
    }

    [TestMethod]
    public void A_file_of_another_kind_is_not_written_to()
    {
        File.WriteAllText(Path, "edgeguard-policy 1\n");
        Assert.IsNull(TrafficRecording.Open(Path, TimeProvider.System, out string problem));
        Assert.AreEqual("it is there, and no recording of traffic: name another file", problem);
        Assert.AreEqual("edgeguard-policy 1\n", File.ReadAllText(Path));
        Assert.IsNull(TrafficRecording.Open(System.IO.Path.Combine(_folder, "none", "x"), TimeProvider.System, out problem));
        Assert.Contains("none", problem);
    }

    private void Add(params byte[][] reports)
    {
        using TrafficRecording? recording = TrafficRecording.Open(Path, TimeProvider.System, out string problem);
        Assert.IsNotNull(recording, problem);
        foreach (byte[] report in reports) recording.Add("edgeguard/v1/plant/press/traffic", report);
    }

    private string Read(out string note)
    {
        List<string> reports = [];
        Assert.IsTrue(TrafficRecording.TryRead(Path, Take, out note, out string problem), problem);
        return string.Join(' ', reports);

        void Take(string topic, byte[] report)
        {
            Assert.AreEqual("edgeguard/v1/plant/press/traffic", topic);
            reports.Add(Convert.ToHexString(report));
        }
    }
}
