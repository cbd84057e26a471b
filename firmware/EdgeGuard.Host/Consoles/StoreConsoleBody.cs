using System;
using System.Linq;
using EdgeGuard.Core.Guard;
using EdgeGuard.Core.Ports;
using EdgeGuard.Core.Reports;
using EdgeGuard.Core.Settings;
using EdgeGuard.Core.Store.People;
using EdgeGuard.Host.Module;
using EdgeGuard.Host.Net;
using EdgeGuard.Host.Store;
using EdgeGuard.Modbus;
using EdgeGuard.Shell;

namespace EdgeGuard.Host.Consoles;

/// <summary>What the console asks of a module with a store.</summary>
internal sealed class StoreConsoleBody(StoredModule module, Action restart) : IConsoleBody
{
    private const int LineMs = 5_000;
    private const int ConnectMs = 2_000;
    private const int AnswerMs = 2_000;

    /// <inheritdoc/>
    public string Software => HostedModule.Software;

    /// <inheritdoc/>
    public string Platform => HostedModule.Platform;

    /// <inheritdoc/>
    public long MemoryBytes => Environment.WorkingSet;

    /// <inheritdoc/>
    public ListenerStatus[] Listeners() => module.Module?.Listeners() ?? [];

    /// <inheritdoc/>
    public SessionInfo[] Sessions() => module.Module?.Gateway?.Sessions() ?? [];

    /// <inheritdoc/>
    public bool EndSession(int id, Person by) => module.Module?.Gateway?.EndSession(id, by.Peer) ?? false;

    /// <inheritdoc/>
    public string BrokerState() => module.Module?.IsBrokerConnected switch
    {
        true => "connected",
        false => "AWAY",
        null => "off",
    };

    /// <inheritdoc/>
    public string[] Credentials() => CredentialWords.Of(module.Credentials.Installed, module.Run.Clock.Utc);

    /// <inheritdoc/>
    public PlcReply AskUnit(byte unit, byte[] pdu, Person by)
    {
        Gateway? gateway = module.Module?.Gateway;
        if (gateway == null) return new PlcReply("nothing is in force", "'check' lists what is wrong with it");
        UnitAnswer answer = gateway.Ask(unit, pdu, by.Peer, module.Run.Clock.Now + LineMs);
        if (answer.Fault == AskFault.None) return new PlcReply(answer.Pdu, answer.Milliseconds);
        return new PlcReply(AskFaultText.Message(answer.Fault), AskFaultText.Remedy(answer.Fault));
    }

    /// <inheritdoc/>
    public PlcReply AskNewPlc(string address, byte unit, byte[] pdu)
    {
        if (!SettingText.TryEndpoint(address, out string host, out int port) || port == 0) return Nothing($"'{address}' is no HOST:PORT");
        ILink? link = new TcpDialer(host, port, module.Run.Clock).Dial(module.Run.Clock.Now + ConnectMs);
        if (link == null) return Nothing("no connection");
        try
        {
            return Ask(link, unit, pdu);
        }
        finally
        {
            link.Close();
        }
    }

    /// <inheritdoc/>
    public void Restart() => restart();

    private PlcReply Ask(ILink link, byte unit, byte[] pdu)
    {
        long began = module.Run.Clock.Now;
        byte[] frame = [0, 1, 0, 0, 0, (byte)(pdu.Length + 1), unit, .. pdu];
        if (!link.Write(frame, 0, frame.Length, began + AnswerMs)) return Nothing("the connection broke off");
        var buffer = new byte[ModbusLimits.MaxTcpAdu];
        var framer = new MbapFramer(buffer.Length);
        int count = 0;
        while (framer.Next(buffer, 0, count) == Framing.NeedMore)
        {
            int read = link.Read(buffer, count, buffer.Length - count, began + AnswerMs);
            if (read == 0) return Nothing(module.Run.Clock.Now - began >= AnswerMs ? "it does not answer" : "it closed the connection");
            count += read;
        }
        if (framer.Next(buffer, 0, count) != Framing.Frame || !buffer.AsSpan(0, 2).SequenceEqual(frame.AsSpan(0, 2))) return Nothing("its answer is no Modbus");
        byte[] answer = buffer.Take(framer.FrameLength).Skip(ModbusLimits.MbapHeader).ToArray();
        return new PlcReply(answer, (int)(module.Run.Clock.Now - began));
    }

    private static PlcReply Nothing(string problem) => new(problem, "is it on, is the cable in, does it speak Modbus TCP on that port?");
}
