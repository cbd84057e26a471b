using System;
using System.Collections.Generic;
using EdgeGuard.Host;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.EndToEnd;

/// <summary>A client's TLS session with the module, in bytes: for what a well-behaved client would not do.</summary>
internal sealed class RawClient : IDisposable
{
    private const int PatienceMs = 60_000;
    private const int HeaderBytes = 6;

    private readonly SystemClock _clock = new();
    private readonly TlsClientLink _link;

    /// <param name="site">Whose module.</param>
    /// <param name="identity">As <see cref="Site.Client"/> gives it.</param>
    public RawClient(Site site, string[] identity)
    {
        var problems = new List<FileProblem>();
        ClientIdentity? who = ClientIdentity.TryLoad(identity[1], identity[3], identity[5], problems);
        Assert.IsNotNull(who, string.Join('\n', problems));
        string[] module = site.Module.Split(':');
        TlsClientLink? link = new TlsDialer(module[0], int.Parse(module[1]), who, _clock).Dial(_clock.Now + PatienceMs, out string problem);
        Assert.IsNotNull(link, problem);
        _link = link;
    }

    /// <summary>Sends these bytes as one TLS record.</summary>
    public void Send(ReadOnlySpan<byte> bytes) =>
        Assert.IsTrue(_link.Write(bytes.ToArray(), 0, bytes.Length, _clock.Now + PatienceMs), "the module took no more");

    /// <summary>The next frame; empty when the module ended the session instead.</summary>
    public byte[] Receive()
    {
        byte[] header = Read(HeaderBytes);
        return header.Length == 0 ? [] : [.. header, .. Read(header[4] << 8 | header[5])];
    }

    public byte[] Ask(byte[] frame)
    {
        Send(frame);
        return Receive();
    }

    /// <summary>The one register that this frame asks for; fails when anything else comes.</summary>
    public int Value(byte[] readOne)
    {
        byte[] answer = Ask(readOne);
        Assert.HasCount(11, answer, Convert.ToHexString(answer));
        return answer[9] << 8 | answer[10];
    }

    public void Dispose() => _link.Close();

    private byte[] Read(int count)
    {
        byte[] bytes = new byte[count];
        for (int got = 0; got < count;)
        {
            long deadline = _clock.Now + PatienceMs;
            int read = _link.Read(bytes, got, count - got, deadline);
            Assert.IsTrue(read > 0 || _clock.Now < deadline, "neither an answer nor an end");
            if (read == 0) return [];
            got += read;
        }
        return bytes;
    }
}
