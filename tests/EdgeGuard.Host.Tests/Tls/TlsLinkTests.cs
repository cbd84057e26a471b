using System;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Host.Tests.Tls;

/// <summary>ILink's contract on TLS, against a client and through a wire that cuts records up.</summary>
[TestClass]
public class TlsLinkTests
{
    private static readonly X509Certificate2 Client = new CertificateSpec("client").Issue(TlsBed.Root);

    [TestMethod]
    public void Ready_says_no_when_the_time_has_passed_and_the_link_goes_on()
    {
        using var bed = new TlsBed();
        (TlsClientLink client, TlsLink link) = bed.Connect(Client);
        for (int i = 0; i < 3; i++) Assert.IsFalse(link.Ready(bed.Clock.Now + 20));
        Assert.IsFalse(link.Ready(bed.Clock.Now));
        TlsHandshakeTests.AssertTalks(bed, client, link);
    }

    [TestMethod]
    public void Ready_says_yes_for_bytes_that_the_last_read_left_behind()
    {
        using var bed = new TlsBed();
        (TlsClientLink client, TlsLink link) = bed.Connect(Client);
        client.Write([1, 2, 3, 4], 0, 4, bed.Patience);
        Assert.AreEqual(1, link.Read(new byte[1], 0, 1, bed.Patience));
        Assert.IsTrue(link.Ready(bed.Clock.Now));
        Assert.AreEqual(3, link.Read(new byte[9], 0, 9, bed.Patience));
        Assert.IsFalse(link.Ready(bed.Clock.Now));
    }

    [TestMethod]
    public void Several_records_that_came_at_once_are_all_ready()
    {
        using var bed = new TlsBed();
        (TlsClientLink client, TlsLink link) = bed.Connect(Client);
        for (byte i = 0; i < 5; i++) client.Write([i], 0, 1, bed.Patience);
        for (byte i = 0; i < 5; i++)
        {
            byte[] one = new byte[1];
            Assert.IsTrue(link.Ready(bed.Patience));
            Assert.AreEqual(1, link.Read(one, 0, 1, bed.Clock.Now));
            Assert.AreEqual(i, one[0]);
        }
    }

    [TestMethod]
    public void A_record_that_comes_byte_by_byte_interrupts_nothing()
    {
        using var bed = new TlsBed();
        using var wire = new CuttingWire(bed.Listener.LocalEndPoint);
        TlsClientLink? client = new TlsDialer(
            "127.0.0.1", wire.Port, new ClientIdentity(Client, [], [TlsBed.Root]), bed.Clock).Dial(bed.Patience, out string problem);
        Assert.IsNotNull(client, problem);
        TlsLink link = bed.Accept();
        wire.HoldBack();
        Assert.IsTrue(client.Write([7, 8], 0, 2, bed.Patience));
        // Every byte of the record on its own, with the link asked in between.
        while (wire.Release()) link.Ready(bed.Clock.Now + 1);
        Assert.IsTrue(link.Ready(bed.Patience));
        Assert.AreEqual(2, link.Read(new byte[9], 0, 9, bed.Patience));
        wire.LetGo();
        TlsHandshakeTests.AssertTalks(bed, client, link);
        client.Abort();
    }

    [TestMethod]
    public void A_read_whose_deadline_passes_ends_the_link()
    {
        using var bed = new TlsBed();
        (TlsClientLink client, TlsLink link) = bed.Connect(Client);
        Assert.AreEqual(0, link.Read(new byte[1], 0, 1, bed.Clock.Now + 20));
        Assert.IsTrue(link.Ready(bed.Clock.Now));
        Assert.IsFalse(link.Write([1], 0, 1, bed.Patience));
        Assert.AreEqual(0, client.Read(new byte[1], 0, 1, bed.Patience));
    }

    [TestMethod]
    public void A_write_that_nobody_reads_ends_at_its_deadline()
    {
        using var bed = new TlsBed();
        TlsLink link = bed.Connect(Client).Link;
        byte[] much = new byte[1 << 20];
        bool isWritten = true;
        for (int i = 0; i < 64 && isWritten; i++) isWritten = link.Write(much, 0, much.Length, bed.Clock.Now + 100);
        Assert.IsFalse(isWritten, "64 MB went somewhere");
        link.Close();
    }

    [TestMethod]
    public void Abort_from_another_thread_wakes_a_read()
    {
        using var bed = new TlsBed();
        TlsLink link = bed.Connect(Client).Link;
        int read = -1;
        var reading = new Thread(() => read = link.Read(new byte[1], 0, 1, bed.Clock.Now + 600_000));
        reading.Start();
        link.Abort();
        Assert.IsTrue(reading.Join(TlsBed.PatienceMs));
        Assert.AreEqual(0, read);
        link.Abort();
        link.Close();
        link.Abort();
    }

    [TestMethod]
    public void Close_says_goodbye_and_everything_after_it_answers_as_ended()
    {
        using var bed = new TlsBed();
        (TlsClientLink client, TlsLink link) = bed.Connect(Client);
        link.Close();
        Assert.AreEqual(0, client.Read(new byte[1], 0, 1, bed.Patience));
        Assert.IsTrue(link.Ready(bed.Clock.Now));
        Assert.AreEqual(0, link.Read(new byte[1], 0, 1, bed.Patience));
        Assert.IsFalse(link.Write([1], 0, 1, bed.Patience));
        link.Close();
    }

    [TestMethod]
    public void A_client_that_closes_is_the_end_and_what_it_sent_before_is_read_first()
    {
        using var bed = new TlsBed();
        (TlsClientLink client, TlsLink link) = bed.Connect(Client);
        client.Write([1, 2], 0, 2, bed.Patience);
        client.Close();
        Assert.AreEqual(2, link.Read(new byte[9], 0, 9, bed.Patience));
        Assert.AreEqual(0, link.Read(new byte[9], 0, 9, bed.Patience));
    }

    [TestMethod]
    public void A_tampered_record_ends_the_link()
    {
        using var bed = new TlsBed();
        using var wire = new CuttingWire(bed.Listener.LocalEndPoint);
        TlsClientLink? client = new TlsDialer(
            "127.0.0.1", wire.Port, new ClientIdentity(Client, [], [TlsBed.Root]), bed.Clock).Dial(bed.Patience, out string problem);
        Assert.IsNotNull(client, problem);
        TlsLink link = bed.Accept();
        wire.FlipNextRecord();
        client.Write([7, 8], 0, 2, bed.Patience);
        Assert.AreEqual(0, link.Read(new byte[9], 0, 9, bed.Patience));
        client.Abort();
    }

    [TestMethod]
    public void A_megabyte_goes_through_in_both_directions_at_once_unchanged()
    {
        using var bed = new TlsBed();
        (TlsClientLink client, TlsLink link) = bed.Connect(Client);
        byte[] sent = RandomNumberGenerator.GetBytes(1 << 20);
        var echo = new Thread(() =>
        {
            byte[] buffer = new byte[5000];
            int read;
            while ((read = link.Read(buffer, 0, buffer.Length, bed.Patience)) > 0) link.Write(buffer, 0, read, bed.Patience);
        });
        echo.Start();
        var writing = new Thread(() => client.Write(sent, 0, sent.Length, bed.Patience));
        writing.Start();
        byte[] received = new byte[sent.Length];
        int count = 0;
        while (count < received.Length)
        {
            int read = client.Read(received, count, received.Length - count, bed.Patience);
            Assert.AreNotEqual(0, read, $"ended after {count} bytes");
            count += read;
        }

        CollectionAssert.AreEqual(sent, received);
        client.Close();
        Assert.IsTrue(echo.Join(TlsBed.PatienceMs) && writing.Join(TlsBed.PatienceMs));
    }

    /// <summary>A TCP relay that can hold back what the client sends, let it through byte by byte, or spoil it.</summary>
    private sealed class CuttingWire : IDisposable
    {
        private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly Socket _module = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly object _gate = new();
        private readonly System.Collections.Generic.Queue<byte> _held = new(); // guarded by _gate
        private bool _holds; // guarded by _gate
        private bool _flips; // guarded by _gate
        private Socket? _client;

        internal CuttingWire(IPEndPoint module)
        {
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _listener.Listen();
            _module.NoDelay = true;
            _module.Connect(module);
            new Thread(Run) { IsBackground = true }.Start();
        }

        internal int Port
        {
            get { return ((IPEndPoint)_listener.LocalEndPoint!).Port; }
        }

        public void Dispose()
        {
            _listener.Dispose();
            _client?.Dispose();
            _module.Dispose();
        }

        internal void HoldBack()
        {
            lock (_gate) _holds = true;
        }

        internal void FlipNextRecord()
        {
            lock (_gate) _flips = true;
        }

        /// <summary>Lets one byte through that was held back; false when there is none left.</summary>
        internal bool Release()
        {
            TlsBed.WaitFor(
                () =>
                {
                    lock (_gate) return _held.Count > 0;
                },
                "nothing came");
            lock (_gate)
            {
                _module.Send([_held.Dequeue()]);
                return _held.Count > 0;
            }
        }

        internal void LetGo()
        {
            lock (_gate) _holds = false;
        }

        private void Run()
        {
            _client = _listener.Accept();
            new Thread(() => Copy(_module, (bytes, count) => _client.Send(bytes, 0, count, SocketFlags.None)))
            {
                IsBackground = true,
            }.Start();
            Copy(_client, Forward);
        }

        private void Forward(byte[] bytes, int count)
        {
            lock (_gate)
            {
                if (_flips) bytes[count - 1] ^= 1;
                if (!_holds) _module.Send(bytes, 0, count, SocketFlags.None);
                for (int i = 0; i < count && _holds; i++) _held.Enqueue(bytes[i]);
            }
        }

        private static void Copy(Socket from, Action<byte[], int> to)
        {
            byte[] buffer = new byte[65536];
            try
            {
                int count;
                while ((count = from.Receive(buffer)) > 0) to(buffer, count);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
