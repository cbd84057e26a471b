using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Peers.Tests;

/// <summary>What <c>edgeguard</c>, as a client, says first; read here byte by byte (RFC 5246 section 7.4.1.2).</summary>
[TestClass]
public class ClientHelloTests
{
    private const int RecordHeader = 5;
    private const int HelloHeader = 4;
    private const int VersionAndRandom = 34;
    private const int MaxFragmentLength = 1;
    private const int SupportedCurves = 10;
    private const int PointFormats = 11;
    private const int RenegotiationInfo = 0xFF01;
    private const int RenegotiationSuite = 0x00FF;

    [TestMethod]
    public void Our_clients_hello_holds_what_the_specification_wants_and_the_library_offers()
    {
        var hello = new MemoryStream(Receive());
        Skip(hello, HelloHeader + VersionAndRandom);
        Skip(hello, hello.ReadByte()); // session id
        byte[] suites = Take(hello, Number(hello));
        byte[] compression = Take(hello, hello.ReadByte());
        HashSet<int> extensions = Extensions(Take(hello, Number(hello)));

        Assert.AreEqual("00", Convert.ToHexString(compression), "no compression");
        Assert.Contains(SupportedCurves, extensions);
        Assert.Contains(PointFormats, extensions);
        Assert.IsTrue(extensions.Contains(RenegotiationInfo) || Holds(suites, RenegotiationSuite), "renegotiation indication");
        Assert.DoesNotContain(MaxFragmentLength, extensions, "if the library can ask for it now, R-57 in tests/README.md says too little");
    }

    private static byte[] Receive()
    {
        using var site = new Site();
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        string[] identity = site.Client("op1", "Operator");
        using Executable client = Executable.Cli(
            ["read", "--module", $"{server.LocalEndpoint}", .. identity, "--unit", "1", "holding", "40", "1"]);
        using NetworkStream stream = server.AcceptTcpClient().GetStream();
        byte[] header = new byte[RecordHeader];
        stream.ReadExactly(header);
        byte[] hello = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(3))];
        stream.ReadExactly(hello);
        return hello;
    }

    private static HashSet<int> Extensions(byte[] bytes)
    {
        var found = new HashSet<int>();
        for (var at = new MemoryStream(bytes); at.Position < at.Length;)
        {
            found.Add(Number(at));
            Skip(at, Number(at));
        }
        return found;
    }

    private static bool Holds(byte[] numbers, int number)
    {
        for (int i = 0; i < numbers.Length; i += 2)
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(numbers.AsSpan(i)) == number) return true;
        }
        return false;
    }

    private static int Number(Stream from) => from.ReadByte() << 8 | from.ReadByte();

    private static void Skip(Stream from, int count) => from.Seek(count, SeekOrigin.Current);

    private static byte[] Take(Stream from, int count)
    {
        byte[] bytes = new byte[count];
        from.ReadExactly(bytes);
        return bytes;
    }
}
