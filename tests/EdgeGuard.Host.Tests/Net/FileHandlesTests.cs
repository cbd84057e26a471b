using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using EdgeGuard.Core;
using EdgeGuard.Testing;

namespace EdgeGuard.Host.Tests.Net;

[TestClass]
public class FileHandlesTests
{
    private const int TooManyFiles = 24;
    private const int TooManyFilesOfTheSystem = 23;

    private readonly FakeClock _clock = new();
    private readonly RecordingEventSink _events = new();
    private readonly List<string> _log = [];
    private bool _isShort;

    [TestMethod]
    public void While_too_few_are_free_for_the_plc_nobody_is_let_in_and_that_is_told_once()
    {
        _isShort = true;
        FileHandles handles = Handles();
        using Socket listener = Listen();
        using Socket client = Knock(listener);
        for (int i = 0; i < 3; i++)
        {
            Assert.IsNull(handles.Accept(listener, out bool hasFailed));
            Assert.IsTrue(hasFailed, "whoever asks again at once does nothing else");
        }
        Assert.HasCount(1, _log);
        StringAssert.Contains(_log[0], "no file handles left");
        StringAssert.Contains(_log[0], "LimitNOFILE=");
        _events.Only(EventCode.NoHandles);
        _isShort = false;
        using Socket? accepted = handles.Accept(listener, out _);
        Assert.IsNotNull(accepted);
    }

    [TestMethod]
    public void Without_a_client_nothing_has_failed()
    {
        FileHandles handles = Handles();
        using Socket listener = Listen();
        Assert.IsNull(handles.Accept(listener, out bool hasFailed));
        Assert.IsFalse(hasFailed);
        Assert.IsEmpty(_log);
    }

    [TestMethod]
    public void The_system_says_whether_so_many_are_free_and_has_them_back()
    {
        using Socket listener = Listen();
        int left = FileLimit.Left();
        Assert.IsTrue(FileLimit.AreFree(listener, FileHandles.KeptFree));
        if (OperatingSystem.IsLinux() && left < 100_000) Assert.IsFalse(FileLimit.AreFree(listener, left + 1_000));
        Assert.IsTrue(FileLimit.AreFree(listener, FileHandles.KeptFree));
    }

    [TestMethod]
    public void A_file_that_cannot_be_had_for_want_of_a_handle_says_so()
    {
        Assert.AreEqual(FileLimit.Words, FileLimit.Reason(new IOException("Too many open files : '/a'", TooManyFiles)));
        Assert.AreEqual(
            FileLimit.Words, FileLimit.Reason(new IOException("Too many open files in system : '/a'", TooManyFilesOfTheSystem)));
        Assert.AreEqual("no such file", FileLimit.Reason(new FileNotFoundException("no such file")));
        if (OperatingSystem.IsLinux())
        {
            StringAssert.Matches(FileLimit.Words, new System.Text.RegularExpressions.Regex(@"^no file handles left( \(limit \d+\))?$"));
        }
    }

    [TestMethod]
    public void Half_of_the_handles_that_are_left_are_for_connections_that_wait()
    {
        Assert.AreEqual(12, HostSettings.WaitingPlaces(25));
        Assert.AreEqual(4, HostSettings.WaitingPlaces(0));
        Assert.AreEqual(HostSettings.MostWaiting, HostSettings.WaitingPlaces(int.MaxValue));
    }

    private FileHandles Handles() => new(_clock, _events, _log.Add, (_, count) => count == FileHandles.KeptFree && !_isShort);

    private static Socket Listen()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        return listener;
    }

    private static Socket Knock(Socket listener)
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndPoint!);
        return client;
    }
}
