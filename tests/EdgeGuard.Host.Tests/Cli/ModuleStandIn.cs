using System;
using System.IO;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using EdgeGuard.Core;
using EdgeGuard.Host.Tests.Tls;
using EdgeGuard.Modbus;
using EdgeGuard.Pki;

namespace EdgeGuard.Host.Tests.Cli;

/// <summary>A module as clients see it: real TLS, and a few answers. Registers hold their own address; coil 7 is on; what is
/// not 1, 3, 5, 6 or 16 is refused.</summary>
internal sealed class ModuleStandIn : IDisposable
{
    private readonly TlsBed _bed;
    private readonly string _directory;

    internal ModuleStandIn()
    {
        _directory = Directory.CreateTempSubdirectory("edgeguard-client").FullName;
        Ca = SiteCa.Create(_directory, "Site");
        IssuedCertificate module = Ca.IssueModule("module", ["127.0.0.1"], new IssueOptions());
        Ca.IssueClient("anna", "Operator", new IssueOptions());
        X509Certificate2 root = X509CertificateLoader.LoadCertificateFromFile(Ca.CertificatePath);
        _bed = new TlsBed(
            module: X509Certificate2.CreateFromPemFile(module.CertificatePath, module.KeyPath), trust: new TrustStore([root], null));
        new Thread(AcceptAll) { IsBackground = true }.Start();
    }

    internal SiteCa Ca { get; }

    internal string Address
    {
        get { return "127.0.0.1:" + _bed.Port; }
    }

    /// <summary>DIR/NAME for --identity.</summary>
    internal string Identity(string name)
    {
        return Path.Combine(_directory, name);
    }

    internal string PathOf(string file)
    {
        return Path.Combine(_directory, file);
    }

    public void Dispose()
    {
        _bed.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private void AcceptAll()
    {
        for (IUpstreamLink? link = _bed.Listener.Accept(long.MaxValue); link != null; link = _bed.Listener.Accept(long.MaxValue))
        {
            IUpstreamLink client = link;
            new Thread(() => Serve(client)) { IsBackground = true }.Start();
        }
    }

    private void Serve(IUpstreamLink link)
    {
        byte[] buffer = new byte[ModbusLimits.MaxTcpAdu];
        var framer = new MbapFramer(buffer.Length);
        int count = 0;
        while (true)
        {
            while (framer.Next(buffer, 0, count) == Framing.NeedMore)
            {
                int read = link.Read(buffer, count, buffer.Length - count, _bed.Patience);
                if (read == 0)
                {
                    link.Close();
                    return;
                }

                count += read;
            }

            byte[] pdu = Answer(buffer.AsSpan(ModbusLimits.MbapHeader, framer.FrameLength - ModbusLimits.MbapHeader));
            byte[] answer = new byte[ModbusLimits.MbapHeader + pdu.Length];
            Mbap.Write(answer, 0, Mbap.TransactionId(buffer, 0), Mbap.UnitId(buffer, 0), pdu.Length);
            pdu.CopyTo(answer, ModbusLimits.MbapHeader);
            link.Write(answer, 0, answer.Length, _bed.Patience);
            count = 0;
        }
    }

    private static byte[] Answer(ReadOnlySpan<byte> request)
    {
        switch (request[0])
        {
            case FunctionCode.ReadCoils:
                return [1, 1, 0x80];
            case FunctionCode.ReadHoldingRegisters:
                int quantity = request[4];
                byte[] answer = new byte[2 + 2 * quantity];
                answer[0] = 3;
                answer[1] = (byte)(2 * quantity);
                for (int i = 0; i < quantity; i++) answer[3 + 2 * i] = (byte)(request[2] + i);
                return answer;
            case FunctionCode.WriteSingleCoil:
            case FunctionCode.WriteSingleRegister:
                return request.ToArray();
            case FunctionCode.WriteMultipleRegisters:
                return request[..5].ToArray();
            default:
                return [(byte)(request[0] | FunctionCode.ExceptionFlag), ExceptionCode.IllegalFunction];
        }
    }
}
