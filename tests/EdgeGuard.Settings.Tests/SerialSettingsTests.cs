using EdgeGuard.Guard;
using EdgeGuard.Policy;

namespace EdgeGuard.Settings.Tests;

[TestClass]
public class SerialSettingsTests
{
    private const string Bare =
        "site s\nmodule m\npolicy.file p\nlisten.tls 0.0.0.0:802\ntls.certificate c\ntls.key k\ntls.ca a\ntls.crl r\n";

    private const string North = "bus north /dev/ttyUSB0 19200 8E1\n";

    [TestMethod]
    public void A_bus_is_read_with_everything_that_can_be_said_of_it()
    {
        SerialSetting? bus = SerialSetting.ReadBus(
            "north \"/dev/serial/by-id/USB adapter\"  9600 8N1 rs485 stretch 400 retries 3 turnaround 200ms echo", out string expected);
        Assert.AreEqual("", expected);
        Assert.AreEqual("north", bus!.Name);
        Assert.AreEqual("/dev/serial/by-id/USB adapter", bus.Port);
        Assert.AreEqual("9600 8N1", bus.Format.ToString());
        Assert.AreEqual(400, bus.StretchPercent);
        Assert.AreEqual(3, bus.Retries);
        Assert.AreEqual(200, bus.TurnaroundMs);
        Assert.IsTrue(bus.HasEcho);
        Assert.IsTrue(bus.IsRs485);
    }

    [TestMethod]
    public void A_bus_of_four_words_has_the_guides_turnaround_and_one_retry()
    {
        SerialSetting? bus = SerialSetting.ReadBus("north /dev/ttyUSB0 19200 8E1", out _);
        Assert.AreEqual(100, bus!.StretchPercent);
        Assert.AreEqual(1, bus.Retries);
        Assert.AreEqual(100, bus.TurnaroundMs);
        Assert.IsFalse(bus.HasEcho);
        Assert.IsFalse(bus.IsRs485);
    }

    [TestMethod]
    public void A_clients_port_has_a_role()
    {
        SerialSetting? client = SerialSetting.ReadClient("/dev/ttyUSB1 9600 8E1 \"Shift Lead\" stretch 200", out _);
        Assert.AreEqual("/dev/ttyUSB1", client!.Port);
        Assert.AreEqual("Shift Lead", client.Role);
        Assert.AreEqual(200, client.StretchPercent);
    }

    [TestMethod]
    public void What_is_wrong_with_a_line_is_said_with_what_would_be_right()
    {
        Bus("north /dev/ttyUSB0", "such as 'north /dev/ttyUSB0 19200 8E1'");
        Bus("north /dev/ttyUSB0 fast 8E1", "such as 'north /dev/ttyUSB0 19200 8E1'");
        Bus("north /dev/ttyUSB0 19200 7E1", "8E1, 8O1, 8N2 or 8N1 behind the baud rate, and not 7E1");
        Bus("plc /dev/ttyUSB0 19200 8E1", "other than 'plc'");
        Bus("no/rth /dev/ttyUSB0 19200 8E1", "a name of letters");
        Bus("north /dev/ttyUSB0 19200 8E1 retry 2", "and not retry");
        Bus("north /dev/ttyUSB0 19200 8E1 retries 6", "a number from 0 to 5 behind retries");
        Bus("north /dev/ttyUSB0 19200 8E1 retries", "a number from 0 to 5 behind retries");
        Bus("north /dev/ttyUSB0 19200 8E1 stretch 99", "from 100 to 10000 behind stretch");
        Bus("north /dev/ttyUSB0 19200 8E1 turnaround 11s", "a time from 0ms to 10s behind turnaround");
        Client("/dev/ttyUSB1 9600 8E1", "the client's role");
        Client("/dev/ttyUSB1 9600 8E1 Operator retries 1", "stretch, echo or rs485, and not retries");
    }

    [TestMethod]
    public void Units_are_where_the_lines_say_and_the_rest_at_the_plc()
    {
        var plan = new PlcPortPlan(Read(
            Bare + "plc.address 10.0.0.1:502\n" + North + "bus south /dev/ttyUSB1 9600 8E1\n"
            + "unit 1-4 on north\nunit 5 is 1 on south timeout 2s\nunit 10-12 is 20 on south\nunit 0 on south\nunit 9 is 255 on plc\n"));
        Assert.IsTrue(plan.HasPlc);
        Assert.AreEqual(2, plan.Buses.Length);
        Is(plan.Routes, 1, 1, 1, 0);
        Is(plan.Routes, 4, 1, 4, 0);
        Is(plan.Routes, 5, 2, 1, 2000);
        Is(plan.Routes, 12, 2, 22, 0);
        Is(plan.Routes, 0, 2, 0, 0);
        Is(plan.Routes, 9, 0, 255, 0);
        Is(plan.Routes, 200, 0, 200, 0);
        Assert.IsTrue(plan.Routes.IsBroadcast);
    }

    [TestMethod]
    public void Without_a_plc_a_unit_that_no_line_names_is_nowhere()
    {
        var plan = new PlcPortPlan(Read(Bare + North + "unit 1-4 on north\n"));
        Assert.IsFalse(plan.HasPlc);
        Is(plan.Routes, 1, 0, 1, 0);
        Assert.AreEqual(-1, plan.Routes.Line(5));
        Assert.IsFalse(plan.Routes.Has(5));
        Assert.IsFalse(plan.Routes.Has(0));
        Assert.IsFalse(plan.Routes.IsBroadcast);
    }

    [TestMethod]
    public void A_unit_line_that_cannot_be_is_refused_with_its_remedy()
    {
        Unit("1-4", "such as '1-4 on north'");
        Unit("4-1 on north", "such as '1-4 on north'");
        Unit("256 on north", "such as '1-4 on north'");
        Unit("5 is on north", "such as '1-4 on north'");
        Unit("5 at north", "such as '1-4 on north'");
        Unit("248 on north", "units 1 to 247 on a bus");
        Unit("0-4 on north", "unit 0, a broadcast, is a line of its own: '0 on north'");
        Unit("5 is 0 on north", "units 1 to 247 on a bus");
        Unit("0 is 5 on north", "units 1 to 247 on a bus");
        Unit("0 on north timeout 1s", "a broadcast is not answered");
        Unit("250-255 is 251 on plc", "unit ids up to 255 on the line");
        Unit("5 on north timeout", "a time from 10ms to 60s");
        Unit("5 on north timeout 61s", "a time from 10ms to 60s");
        Unit("5 on north timeout 1s more", "a time from 10ms to 60s");
        Unit("5 on north soon", "a time from 10ms to 60s");
    }

    [TestMethod]
    public void Lines_and_units_must_fit_together()
    {
        HasError(Bare, "there is nothing to guard: neither plc.address nor a bus");
        HasError(Bare + North, "no unit is on bus north");
        HasError(Bare + North + "unit 1 on north\nunit 2 on south\n", "there is no bus called south");
        HasError(Bare + North + "unit 1 on north\nunit 2 on plc\n", "'on plc' is the line to plc.address, which is not set");
        HasError(Bare + North + "unit 1-4 on north\nunit 4 is 9 on north\n", "unit names 4 twice");
        HasError(Bare + North + "unit 1-4 on north\nunit 9 is 4 on north\n", "unit 9 is a second name for a unit of north");
        HasError(Bare + North + "bus north /dev/ttyUSB1 9600 8E1\nunit 1 on north\n", "two buses are called north");
        HasError(
            Bare + North + "bus south /dev/ttyUSB0 9600 8E1\nunit 1 on north\nunit 2 on south\n", "the port /dev/ttyUSB0 is used twice");
        HasError(Bare + North + "unit 1 on north\nlisten.serial /dev/ttyUSB0 9600 8E1 Operator\n", "the port /dev/ttyUSB0 is used twice");
    }

    [TestMethod]
    public void One_mistake_in_a_bus_is_one_problem()
    {
        var problems = new ProblemList();
        Assert.IsNull(SettingsReader.Read(Bare + "bus north /dev/ttyUSB0 19200 7E1\nunit 1 on north\n", problems));
        Assert.AreEqual(1, problems.Errors);
    }

    [TestMethod]
    public void A_serial_client_is_a_client_so_nothing_need_listen_on_the_network()
    {
        string inline = "site s\nmodule m\npolicy.file p\nlisten.tls off\n" + North
            + "unit 1-247 on north\nlisten.serial /dev/ttyUSB1 19200 8E1 Master\n";
        SerialSetting[] clients = PlcPortPlan.Clients(Read(inline));
        Assert.AreEqual(1, clients.Length);
        Assert.AreEqual("Master", clients[0].Role);
    }

    [TestMethod]
    public void The_module_is_in_a_serial_cable_while_nobody_is_on_the_network()
    {
        string inline = "site s\nmodule m\npolicy.file p\n" + North + "unit 1-4 on north\nlisten.serial /dev/ttyUSB1 19200 8E1 Master\n";
        Assert.IsTrue(PlcPortPlan.IsInSerialCable(Read(inline + "listen.tls off\n")));
        Assert.IsFalse(PlcPortPlan.IsInSerialCable(Read(Bare + North + "unit 1 on north\nlisten.serial /dev/ttyUSB1 9600 8E1 M\n")));
        Assert.IsFalse(PlcPortPlan.IsInSerialCable(Read(inline + "listen.tls off\nplc.address 192.0.2.1:502\n")));
        Assert.IsFalse(PlcPortPlan.IsInSerialCable(
            Read(inline + "listen.tls off\nunsafe-plain.listen 0.0.0.0:502\nunsafe-plain.role 192.0.2.9 Master\n")));
        Assert.IsFalse(PlcPortPlan.IsInSerialCable(Read(Bare + North + "unit 1 on north\n")), "no serial client");
    }

    private static void Is(UnitRoutes routes, int unit, int line, int unitOnLine, int timeoutMs)
    {
        Assert.AreEqual(line, routes.Line((byte)unit));
        Assert.AreEqual(unitOnLine, (int)routes.UnitOnLine((byte)unit));
        Assert.AreEqual(timeoutMs, routes.TimeoutMs((byte)unit));
    }

    private static void Bus(string text, string remedy)
    {
        Assert.IsNull(SerialSetting.ReadBus(text, out string expected), text);
        Assert.IsTrue(expected.IndexOf(remedy) >= 0, text + ": " + expected);
    }

    private static void Client(string text, string remedy)
    {
        Assert.IsNull(SerialSetting.ReadClient(text, out string expected), text);
        Assert.IsTrue(expected.IndexOf(remedy) >= 0, text + ": " + expected);
    }

    private static void Unit(string text, string remedy)
    {
        Assert.IsNull(UnitSetting.Read(text, out string expected), text);
        Assert.IsTrue(expected.IndexOf(remedy) >= 0, text + ": " + expected);
    }

    private static ModuleSettings Read(string text)
    {
        var problems = new ProblemList();
        ModuleSettings? settings = SettingsReader.Read(text, problems);
        Assert.AreEqual(0, problems.Errors, problems.Count > 0 ? problems[0].Message : "");
        return settings!;
    }

    private static void HasError(string text, string message)
    {
        var problems = new ProblemList();
        Assert.IsNull(SettingsReader.Read(text, problems), message);
        bool isFound = false;
        for (int i = 0; i < problems.Count; i++) isFound |= problems[i].Message == message;
        Assert.IsTrue(isFound, message + "; found: " + (problems.Count > 0 ? problems[0].Message : "nothing"));
    }
}
