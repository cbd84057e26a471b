using System;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Host.Tests.Tls;

/// <summary>What a request costs in garbage once it has come over TLS.</summary>
[TestClass]
public class TlsAllocationTests
{
    private const int Warm = 500;
    private const int Measured = 2_000;

    private static readonly X509Certificate2 Client = new CertificateSpec("client").Issue(TlsBed.Root);

    [TestMethod]
    public void Reading_a_request_and_writing_its_answer_over_tls_allocates_nothing()
    {
        using var bed = new TlsBed();
        (TlsClientLink client, TlsLink link) = bed.Connect(Client);
        var asking = new Thread(() => Ask(client, bed.Patience)) { IsBackground = true };
        asking.Start();
        byte[] buffer = new byte[260];
        long before = 0;
        for (int i = 0; i < Warm + Measured; i++)
        {
            if (i == Warm) before = GC.GetAllocatedBytesForCurrentThread();
            Assert.AreEqual(12, link.Read(buffer, 0, buffer.Length, bed.Patience));
            if (!link.Write(buffer, 0, 29, bed.Patience)) Assert.Fail("the client is gone");
        }
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        asking.Join();
        Assert.AreEqual(0L, allocated / Measured, $"{allocated} bytes for {Measured} requests");
    }

    private static void Ask(TlsClientLink client, long until)
    {
        byte[] request = new byte[12];
        byte[] answer = new byte[29];
        for (int i = 0; i < Warm + Measured; i++)
        {
            client.Write(request, 0, request.Length, until);
            for (int count = 0; count < answer.Length;)
            {
                int read = client.Read(answer, count, answer.Length - count, until);
                if (read == 0) return;
                count += read;
            }
        }
    }
}
