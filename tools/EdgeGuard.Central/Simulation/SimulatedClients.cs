using System.Security.Cryptography;
using System.Text;
using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Policy;

namespace EdgeGuard.Central;

/// <summary>Who comes to simulated modules, and what the modules tell of it.</summary>
internal static class SimulatedClients
{
    // Where the policy looks whether the pump stands.
    private const int RunningAddress = 12;

    private const string Organisation = ",O=Example Waterworks";

    internal static readonly Peer Scada = WithCertificate("scada-1", "Scada", "10.7.0.20");
    internal static readonly Peer Operator = WithCertificate("alice", "Operator", "10.7.0.31");
    internal static readonly Peer Engineer = WithCertificate("erin", "Engineer", "10.7.0.42");
    internal static readonly Peer Contractor = WithCertificate("contractor-laptop", "Engineer", "10.7.0.99");

    // Somebody has the certificate of the one in the control room, too.
    internal static readonly Peer ScadaElsewhere = WithCertificate("scada-1", "Scada", "10.7.3.77");

    internal static readonly Peer Plain = new(PeerTransport.Plain, "10.7.0.55", "", "Scada", "", long.MaxValue);

    /// <summary>Somebody of whom nothing but an address is known.</summary>
    internal static Peer Stranger(int number) => new(PeerTransport.Tls, $"10.7.9.{number % 250 + 1}", "", null, "", long.MaxValue);

    internal static EventRecord Refused(byte unit, byte function, int address, Refusal reason, int line = 0, int value = 0) => new()
    {
        Code = EventCode.RequestRefused,
        Reason = reason,
        Unit = unit,
        Function = function,
        Address = address,
        Quantity = 1,
        OffendingAddress = reason switch
        {
            Refusal.Value => address,
            Refusal.State => RunningAddress,
            _ => -1,
        },
        OffendingValue = value,
        Rule = line,
    };

    internal static EventRecord Written(int address, int value) => new()
    {
        Code = EventCode.WriteForwarded,
        Unit = 1,
        Function = FunctionCode.WriteSingleRegister,
        Address = address,
        OffendingValue = value,
        Rule = FleetStory.ValueLine,
    };

    internal static EventRecord Of(EventCode code, int a = 0, int b = 0, byte unit = 0) => new() { Code = code, A = a, B = b, Unit = unit };

    private static Peer WithCertificate(string name, string role, string address)
    {
        string subject = $"CN={name}{Organisation}";
        string fingerprint = EventText.Hex(SHA256.HashData(Encoding.UTF8.GetBytes(subject)));
        return new Peer(PeerTransport.Tls, address, subject, role, fingerprint, long.MaxValue);
    }
}
