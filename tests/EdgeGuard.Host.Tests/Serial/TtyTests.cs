using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using EdgeGuard.Cli;
using EdgeGuard.Core;
using EdgeGuard.Modbus;

namespace EdgeGuard.Host.Tests.Serial;

/// <summary>The contracts of serial port and link on a pseudo-terminal, which is all of a serial port that every machine has.</summary>
[TestClass]
public sealed class TtyTests : IDisposable
{
    private const int PatienceMs = 20_000;

    private static readonly SerialFormat Format = new(19_200, SerialParity.Even, 1);

    private readonly SystemClock _clock = new();
    private readonly PseudoTerminal _terminal;
    private readonly byte[] _buffer = new byte[300];

    public TtyTests()
    {
        _terminal = new PseudoTerminal(_clock);
    }

    private long Patience => _clock.Microseconds + PatienceMs * 1000L;

    [TestMethod]
    public void Every_byte_goes_both_ways_as_it_is()
    {
        ISerialLink link = Open();
        byte[] all = new byte[256];
        for (int i = 0; i < all.Length; i++) all[i] = (byte)i;
        AssertArrives(link, _terminal.Other, all);
        AssertArrives(_terminal.Other, link, all);
        link.Close();
    }

    [TestMethod]
    public void A_read_takes_what_is_there_and_no_more_than_it_has_room_for()
    {
        ISerialLink link = Open();
        Assert.IsTrue(_terminal.Other.Write([1, 2, 3], 0, 3, Patience));
        Assert.AreEqual(2, link.Read(_buffer, 7, 2, Patience));
        Assert.AreEqual(1, link.Read(_buffer, 9, 100, Patience));
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, _buffer[7..10]);
        link.Close();
    }

    [TestMethod]
    public void A_read_of_which_nothing_comes_leaves_the_link_as_it_was()
    {
        ISerialLink link = Open();
        long start = _clock.Microseconds;
        Assert.AreEqual(0, link.Read(_buffer, 0, 1, start + 3_000));
        Assert.IsGreaterThanOrEqualTo(3_000, _clock.Microseconds - start);
        Assert.AreEqual(0, link.Read(_buffer, 0, 1, start));
        AssertArrives(_terminal.Other, link, [9]);
        link.Close();
    }

    [TestMethod]
    public void An_abort_wakes_a_waiting_read_and_ends_the_link()
    {
        ISerialLink link = Open();
        int read = 0;
        var waiting = new Thread(() => read = link.Read(_buffer, 0, 1, long.MaxValue));
        waiting.Start();
        link.Abort();
        link.Abort();
        Assert.IsTrue(waiting.Join(PatienceMs));
        Assert.AreEqual(-1, read);
        Assert.IsFalse(link.Write(_buffer, 0, 1, Patience));
        link.Close();
        link.Close();
        link.Abort();
        Assert.AreEqual(-1, link.Read(_buffer, 0, 1, Patience));
    }

    [TestMethod]
    public void A_write_that_nobody_takes_ends_with_its_deadline()
    {
        ISerialLink link = Open();
        byte[] much = new byte[1 << 20];
        Assert.IsFalse(link.Write(much, 0, much.Length, _clock.Microseconds + 5_000));
        Assert.AreEqual(-1, link.Read(_buffer, 0, 1, Patience));
        link.Close();
    }

    [TestMethod]
    public void What_was_received_before_the_opening_is_gone()
    {
        ISerialLink before = Open();
        Assert.IsTrue(_terminal.Other.Write([1, 2, 3], 0, 3, Patience));
        Assert.AreEqual(1, before.Read(_buffer, 0, 1, Patience));
        before.Close();
        ISerialLink link = Open();
        AssertArrives(_terminal.Other, link, [4]);
        link.Close();
    }

    [TestMethod]
    public void An_open_port_is_busy_for_others_and_free_again_when_it_is_closed()
    {
        ISerialLink link = Open();
        Assert.IsNull(Port(_terminal.Path).Open(out SerialFault fault));
        Assert.AreEqual(SerialFault.Busy, fault);
        link.Close();
        Open().Close();
    }

    [TestMethod]
    public void A_link_to_a_port_that_went_away_ends_and_the_port_is_missing()
    {
        ISerialLink link = Open();
        _terminal.Dispose();
        Assert.AreEqual(-1, link.Read(_buffer, 0, 1, Patience));
        Assert.IsFalse(link.Write(_buffer, 0, 1, Patience));
        link.Close();
        Assert.IsNull(Port(_terminal.Path).Open(out SerialFault fault));
        Assert.AreEqual(SerialFault.Missing, fault);
    }

    [TestMethod]
    public void A_link_in_the_file_system_is_a_name_like_any_other()
    {
        string name = Path.Combine(Path.GetTempPath(), "edgeguard-tty-" + Guid.NewGuid());
        File.CreateSymbolicLink(name, _terminal.Path);
        try
        {
            ISerialLink? link = Port(name).Open(out SerialFault fault);
            Assert.IsNotNull(link, fault.ToString());
            link.Close();
            StringAssert.Contains(TtyProblem.Note(name, Format), "is a pseudo-terminal");
        }
        finally
        {
            File.Delete(name);
        }
    }

    [TestMethod]
    [DataRow("/dev/ttyNONE", SerialFault.Missing, "there is no such serial port; ")]
    [DataRow("/dev/null/tty", SerialFault.Missing, "there is no such serial port; ")]
    [DataRow("/dev/null", SerialFault.NotSerial, "that is no serial port; ")]
    [DataRow("/etc", SerialFault.NotSerial, "that is no serial port; ")]
    [DataRow("/etc/hostname", SerialFault.NotSerial, "that is no serial port; ")]
    public void What_is_no_serial_port_is_told_from_one_that_is_missing(string path, SerialFault expected, string words)
    {
        Assert.IsNull(Port(path).Open(out SerialFault fault));
        Assert.AreEqual(expected, fault);
        StringAssert.StartsWith(TtyProblem.Text(path, Format, false, fault), path + ": " + words);
    }

    [TestMethod]
    [DataRow(SerialFault.Busy, "another program has it; 'fuser -v ")]
    [DataRow(SerialFault.NoPermission, " may not use it; ")]
    [DataRow(SerialFault.Format, "its driver has not 19200 8E1; ")]
    [DataRow(SerialFault.Failed, "it was unplugged, or has failed; ")]
    public void Every_fault_has_its_words_and_a_remedy(SerialFault fault, string words)
    {
        StringAssert.Contains(TtyProblem.Text(_terminal.Path, Format, false, fault), words);
    }

    [TestMethod]
    [DataRow("/etc/shadow")]
    [DataRow("/dev/tty")]
    [DataRow("/etc/passwd")]
    public void The_group_that_may_use_a_port_is_named(string path)
    {
        using var stat = Process.Start(new ProcessStartInfo("stat", ["-c", "%G", path]) { RedirectStandardOutput = true })!;
        string group = stat.StandardOutput.ReadToEnd().Trim();
        string expected = group == "root" ? $"'ls -lL {path}' says who may" : $"the group {group} may: 'usermod -aG {group} ";
        StringAssert.Contains(TtyProblem.Text(path, Format, false, SerialFault.NoPermission), expected);
    }

    [TestMethod]
    public void Reading_and_writing_allocate_nothing()
    {
        ISerialLink link = Open();
        Exchange(link);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) Exchange(link);
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
        link.Close();
    }

    public void Dispose() => _terminal.Dispose();

    private void Exchange(ISerialLink link)
    {
        bool isSent = link.Write(_buffer, 0, 8, Patience);
        for (int got = 0; isSent && got < 8;) got += _terminal.Other.Read(_buffer, got, 8 - got, Patience);
        _ = link.Read(_buffer, 0, 8, _clock.Microseconds + 100);
    }

    private TtyPort Port(string path) => new(path, Format, isRs485: false, _clock);

    private ISerialLink Open()
    {
        ISerialLink? link = Port(_terminal.Path).Open(out SerialFault fault);
        Assert.IsNotNull(link, fault.ToString());
        return link;
    }

    private void AssertArrives(ISerialLink from, ISerialLink to, byte[] bytes)
    {
        Assert.IsTrue(from.Write(bytes, 0, bytes.Length, Patience));
        int got = 0;
        while (got < bytes.Length)
        {
            int read = to.Read(_buffer, got, _buffer.Length - got, Patience);
            Assert.IsGreaterThan(0, read);
            got += read;
        }
        CollectionAssert.AreEqual(bytes, _buffer[..got]);
    }
}
