using System;
using System.Collections.Generic;
using System.Linq;
using EdgeGuard.Device.Tests.Rules.Samples;

namespace EdgeGuard.Device.Tests.Rules;

/// <summary>What the session's loop may do on the device, read from the IL of everything that it can reach: the gateway, the judge, the
/// connections, the W5500's links and the RS-485 port's.</summary>
[TestClass]
public sealed class PacketPathRules
{
    private const string Loop = "EdgeGuard.Guard.Session::Serve()";

    // Where something is made nevertheless, and why that costs no request anything.
    private static readonly Dictionary<string, string> Makes = new()
    {
        ["PlcPortValues.For"] = "once a commit: the values that the new rules name",
        ["ObservedValues..ctor"] = "the same",
        ["PlcReceiver.Reset"] = "once a connection, and only where frame.max has changed",
        ["MbapFramer..ctor"] = "the same; what it throws is a fault of ours",
        ["W5500Chip.Connect"] = "once a connection: the link",
        ["W5500Chip.ReadPhy"] = "once a dial",
        ["W5500Chip.IsConfigured"] = "once a dial",
        ["W5500Chip.Answers"] = "once a reset of the chip",
        ["W5500Chip.Configure"] = "once a reset of the chip",
        ["UartPort.OpenPort"] = "once an opening of the port",
        ["UartPort.Open"] = "the same: the link",
        ["ChipPort.Open"] = "the same, of the second bus",
        ["UartLink..ctor"] = "the same: what it consists of",
        ["UartLink.Close"] = "once a closing of the port: the event's handler",
        ["DeviceClock.CreateSignal"] = "once an opening of the port",
        ["DeviceSignal..ctor"] = "the same",
        ["SocketDialer.Dial"] = "once a connection: the link",
        ["SocketDialer.Connect"] = "once a connection: the thread that connects",
        ["ConnectAttempt..ctor"] = "the same",
        ["SocketGate.Create"] = "once a connection: the socket",
        ["SpiBus.Transfer"] = "the library takes its buffers as SpanByte, a structure: two objects a transaction that we cannot avoid",
    };

    // What everything else calls outside our own code: none of it makes an object in the interpreter.
    private static readonly HashSet<string> Calls =
    [
        "System.Array::Copy(System.Array,Int32,System.Array,Int32,Int32)",
        "System.BitConverter::Int64BitsToDouble(Int64)",
        "System.Device.Gpio.GpioPin::Write(struct System.Device.Gpio.PinValue)",
        "System.Device.Gpio.PinValue::get_High()",
        "System.Device.Gpio.PinValue::get_Low()",
        "System.Environment::get_TickCount64()",
        "System.IO.Ports.SerialPort::Read(Byte[],Int32,Int32)",
        "System.IO.Ports.SerialPort::Write(Byte[],Int32,Int32)",
        "System.IO.Ports.SerialPort::get_BytesToRead()",
        "System.Net.Security.SslStream::Dispose()",
        "System.Net.Security.SslStream::Read(Byte[],Int32,Int32)",
        "System.Net.Security.SslStream::Write(Byte[],Int32,Int32)",
        "System.Net.Security.SslStream::get_DataAvailable()",
        "System.Net.Sockets.Socket::Close()",
        "System.Net.Sockets.Socket::Connect(System.Net.EndPoint)",
        "System.Net.Sockets.Socket::Poll(Int32,struct System.Net.Sockets.SelectMode)",
        "System.Net.Sockets.Socket::Receive(Byte[],Int32,Int32,struct System.Net.Sockets.SocketFlags)",
        "System.Net.Sockets.Socket::Send(Byte[],Int32,Int32,struct System.Net.Sockets.SocketFlags)",
        "System.Net.Sockets.Socket::SetSocketOption(struct System.Net.Sockets.SocketOptionLevel,struct "
            + "System.Net.Sockets.SocketOptionName,Boolean)",
        "System.Net.Sockets.Socket::get_Available()",
        "System.Net.Sockets.Socket::set_ReceiveTimeout(Int32)",
        "System.Net.Sockets.Socket::set_SendTimeout(Int32)",
        "System.Object::.ctor()",
        "System.String::get_Length()",
        "System.String::op_Equality(String,String)",
        "System.Threading.EventWaitHandle::Set()",
        "System.Threading.Interlocked::CompareExchange(Int32&,Int32,Int32)",
        "System.Threading.Interlocked::Decrement(Int32&)",
        "System.Threading.Interlocked::Exchange(Int32&,Int32)",
        "System.Threading.Interlocked::Increment(Int32&)",
        "System.Threading.Monitor::Enter(Object,Boolean&)",
        "System.Threading.Monitor::Exit(Object)",
        "System.Threading.WaitHandle::WaitOne(Int32,Boolean)",
        "nanoFramework.Hardware.Esp32.HighResTimer::GetCurrent()",
    ];

    private static readonly IlProgram Program = IlProgram.Read();

    private static readonly IReadOnlyList<IlMethod> Reached = Program.Reachable(Loop);

    private static IEnumerable<IlMethod> Unexplained
    {
        get { return Reached.Where(m => !Makes.ContainsKey(m.Short)); }
    }

    [TestMethod]
    public void The_session_loop_makes_no_object_but_where_it_is_explained()
    {
        Assert.AreEqual("", string.Join('\n', Unexplained.SelectMany(m => Allocations.Of(Program, m))));
    }

    [TestMethod]
    public void Every_explained_exception_is_still_there()
    {
        HashSet<string> making = Reached.Where(m => Allocations.Of(Program, m).Count > 0).Select(m => m.Short).ToHashSet();
        Assert.AreEqual("", string.Join('\n', Makes.Keys.Except(making)));
    }

    [TestMethod]
    public void The_session_loop_calls_nothing_outside_but_what_is_listed()
    {
        IEnumerable<string> others = Unexplained
            .SelectMany(m => Program.CallsOutside(m).Where(call => !Calls.Contains(call)).Select(call => $"{m.Short} calls {call}"));
        Assert.AreEqual("", string.Join('\n', others));
    }

    [TestMethod]
    public void Every_listed_call_is_still_made()
    {
        HashSet<string> made = Unexplained.SelectMany(Program.CallsOutside).ToHashSet();
        Assert.AreEqual("", string.Join('\n', Calls.Except(made)));
    }

    [TestMethod]
    public void The_loop_reaches_what_stands_behind_its_interfaces()
    {
        HashSet<string> names = Reached.Select(m => m.Short).ToHashSet();
        string[] behind =
        [
            "Judge.Run", "TcpPlcConnection.Await", "BusPlcConnection.SendAndAwait", "TrafficTable.Note", "W5500Link.Write",
            "W5500Socket.Send", "SpiBus.Transfer", "UartLink.Write", "SocketLink.Write", "TlsLink.Read", "TlsLink.Write",
            "EventJournal.Add",
        ];
        foreach (string name in behind) Assert.Contains(name, names);
    }

    [TestMethod]
    public void Each_way_of_making_an_object_is_found()
    {
        IlProgram samples = IlProgram.Read(
            typeof(Maker).Assembly, type => type.StartsWith("EdgeGuard.Device.Tests.Rules.Samples.", StringComparison.Ordinal));
        string[] found = samples.Reachable("EdgeGuard.Device.Tests.Rules.Samples.Maker::Start()")
            .SelectMany(m => Allocations.Of(samples, m))
            .Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)])
            .Distinct()
            .ToArray();
        CollectionAssert.AreEquivalent(
            new[] { "Maker.Object", "Maker.Array", "Maker.Box", "Maker.Text", "Maker.Local", "Maker.Closure", "Behind.Do" }, found);
    }
}
