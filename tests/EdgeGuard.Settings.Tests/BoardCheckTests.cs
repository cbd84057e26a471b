using EdgeGuard.Policy;

namespace EdgeGuard.Settings.Tests;

/// <summary>What a board cannot serve or hold is refused, with the largest value that it can.</summary>
[TestClass]
public class BoardCheckTests
{
    private const string Bare =
        "site s\nmodule m\npolicy.file p\nlisten.tls 0.0.0.0:802\ntls.certificate c\ntls.key k\ntls.ca a\ntls.crl r\n"
        + "plc.address 10.0.0.9:502\n";

    private const string Broker = "mqtt.broker 10.0.0.7:8883\nmqtt.ca b\n";

    private static readonly BoardLimits Large = new BoardLimits("large", 16, 4_000_000, 262_144, 4, false);
    private static readonly BoardLimits Small = new BoardLimits("small", 4, 8_000_000, 307_200, 0, true);

    [TestMethod]
    public void What_fits_is_not_a_problem()
    {
        Assert.AreEqual(0, Check(Bare + "events.spool 4096\n", 5, Large).Count);
    }

    [TestMethod]
    public void More_TLS_clients_than_there_is_memory_for_beside_the_heap_are_refused()
    {
        ProblemList problems = Check(Bare + Broker + "events.spool 4096\n", 6, Large);
        Assert.AreEqual(1, problems.Errors);
        Assert.AreEqual(
            "the policy allows 6 sessions, and large serves fewer clients at once: each takes 40960 bytes beside the heap, where there "
                + "are 262144",
            problems[0].Message);
        Assert.AreEqual("write `limit module sessions 5` in the policy", problems[0].Remedy);
        Assert.AreEqual(0, Check(Bare + Broker + "events.spool 4096\n", 5, Large).Errors);
    }

    [TestMethod]
    public void More_clients_than_the_TCP_stack_has_connections_are_refused()
    {
        ProblemList problems = Check(
            "site s\nmodule m\npolicy.file p\nlisten.tls 0.0.0.0:802\ntls.certificate c\ntls.key k\ntls.ca a\ntls.crl r\n"
                + "bus north COM3 19200 8E1\nunit 1-4 on north\nevents.spool 4096\n" + Broker,
            3, Small);
        Assert.AreEqual(1, problems.Errors);
        Assert.AreEqual(
            "the policy allows 3 sessions, and small serves fewer clients at once: it has 4 connections, of which 2 are taken by "
                + "listeners, broker and PLC",
            problems[0].Message);
        Assert.AreEqual("write `limit module sessions 2` in the policy", problems[0].Remedy);
    }

    [TestMethod]
    public void A_policy_that_sets_no_number_of_sessions_has_as_many_as_the_board_serves()
    {
        Assert.AreEqual(0, Check(Bare + Broker, 0, Large).Errors);
        Assert.AreEqual(0, Check(Bare + Broker, 0, Small).Errors);
    }

    [TestMethod]
    public void A_PLC_that_no_chip_has_the_connection_to_takes_one_of_the_clients()
    {
        Assert.AreEqual(0, Check(Bare + "events.spool 4096\n", 2, Small).Errors);
        Assert.AreEqual(1, Check(Bare + "events.spool 4096\n", 3, Small).Errors);
        ProblemList none = Check(Bare + Broker + "plc.connections 2\nevents.spool 4096\n", 1, Small);
        Assert.AreEqual("turn mqtt.broker or one of the listeners off, or lower plc.connections", none[0].Remedy);
    }

    [TestMethod]
    public void Clients_at_a_serial_port_take_no_connection()
    {
        Assert.AreEqual(0, Check(Bare + "listen.serial COM3 19200 8E1 Operator\nevents.spool 4096\n", 3, Small).Errors);
    }

    [TestMethod]
    public void Clients_without_TLS_need_connections_only()
    {
        string plain =
            "site s\nmodule m\npolicy.file p\nlisten.tls off\nunsafe-plain.listen 0.0.0.0:502\n"
            + "unsafe-plain.role 10.0.0.5 Operator\nplc.address 10.0.0.9:502\nevents.spool 4096\n";
        Assert.AreEqual(0, Check(plain, 15, Large).Errors);
        Assert.AreEqual(1, Check(plain, 16, Large).Errors);
    }

    [TestMethod]
    public void More_events_than_one_array_holds_are_refused_with_the_most_that_it_does()
    {
        Assert.AreEqual(0, Check(Bare, 5, Large).Errors);
        ProblemList problems = Check(Bare + "events.spool 16384\n", 5, Large);
        Assert.AreEqual(1, problems.Errors);
        Assert.AreEqual(
            "events.spool 16384 takes 1261568 bytes on large: one array holds them, and the interpreter has none of more than 786420 bytes",
            problems[0].Message);
        Assert.AreEqual("set events.spool to 12287 or less", problems[0].Remedy);
        Assert.AreEqual(0, Check(Bare + "events.spool 12287\n", 5, Large).Errors);
    }

    [TestMethod]
    public void A_spool_that_leaves_no_room_for_the_rest_is_refused_and_what_is_named_fits()
    {
        var tight = new BoardLimits("tight", 16, 2_000_000, 262_144, 4, false);
        ProblemList problems = Check(Bare + "events.spool 12000\n", 5, tight);
        Assert.AreEqual(1, problems.Errors);
        string remedy = problems[0].Remedy;
        string number = remedy.Substring("set events.spool to ".Length, remedy.Length - "set events.spool to ".Length - " or less".Length);
        Assert.AreEqual(0, Check(Bare + "events.spool " + number + "\n", 5, tight).Errors);
        int most = int.Parse(number);
        Assert.AreEqual(1, Check(Bare + "events.spool " + (most + 1).ToString() + "\n", 5, tight).Errors);
    }

    [TestMethod]
    public void More_rows_of_traffic_than_one_array_holds_are_refused_with_the_most_that_it_does()
    {
        ProblemList problems = Check(Bare + "traffic.rows 4096\n", 5, Large);
        Assert.AreEqual(1, problems.Errors);
        Assert.AreEqual("set traffic.rows to 2808 or less", problems[0].Remedy);
        Assert.AreEqual(0, Check(Bare + "events.spool 64\ntraffic.rows 2808\n", 5, Large).Errors);
    }

    [TestMethod]
    public void Rows_of_traffic_that_leave_no_room_for_the_rest_are_refused_and_what_is_named_fits()
    {
        var tight = new BoardLimits("tight", 16, 2_000_000, 262_144, 4, false);
        ProblemList problems = Check(Bare + "events.spool 64\ntraffic.rows 2803\n", 5, tight);
        Assert.AreEqual(1, problems.Errors);
        string remedy = problems[0].Remedy;
        string number = remedy.Substring("set traffic.rows to ".Length, remedy.Length - "set traffic.rows to ".Length - " or less".Length);
        Assert.AreEqual(0, Check(Bare + "events.spool 64\ntraffic.rows " + number + "\n", 5, tight).Errors);
        int most = int.Parse(number);
        Assert.AreEqual(1, Check(Bare + "events.spool 64\ntraffic.rows " + (most + 4).ToString() + "\n", 5, tight).Errors);
    }

    [TestMethod]
    public void Frames_of_vendor_functions_are_reckoned_with()
    {
        ProblemList problems = Check(
            Bare + "events.spool 64\nframe.max 65541\n", 5, new BoardLimits("tight", 16, 1_600_000, 262_144, 4, false));
        Assert.AreEqual(1, problems.Errors);
        Assert.AreEqual("write `limit module sessions 1` in the policy, or lower frame.max", problems[0].Remedy);
    }

    [TestMethod]
    public void A_board_that_takes_RSA_alone_says_so_once()
    {
        ProblemList problems = Check(Bare + "events.spool 4096\n", 2, Small);
        Assert.AreEqual(2, problems.Warnings);
        Assert.AreEqual("TLS 1.2 takes RSA certificates alone on small: clients with others need TLS 1.3", problems[0].Message);
    }

    private static ProblemList Check(string settings, int sessions, BoardLimits board)
    {
        var problems = new ProblemList();
        var found = new ProblemList();
        ModuleSettings? read = SettingsReader.Read(settings, found);
        Assert.AreEqual(0, found.Errors);
        string limit = sessions == 0 ? "" : "limit module sessions " + sessions.ToString() + "\n";
        PolicyReading policy = PolicyReader.Read(
            "edgeguard-policy 1\npolicy p version 1\n" + limit + "role Operator\n  allow reads  unit 1\n");
        BoardCheck.Run(read!, policy.Policy!, board, problems);
        return problems;
    }
}
