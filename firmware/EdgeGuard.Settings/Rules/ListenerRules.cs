using EdgeGuard.Policy;

namespace EdgeGuard.Settings;

/// <summary>What the ways in need, and what each is worth.</summary>
internal static class ListenerRules
{
    internal static void SomebodyCanConnect(PlacedSettings placed, ProblemList problems)
    {
        if (IsTls(placed) || IsPlain(placed) || placed.Line(SettingKeys.ListenSerial) > 0) return;
        problems.Error(
            placed.Line(SettingKeys.ListenTls), 0, "",
            "no client could connect: listen.tls and unsafe-plain.listen are off, and there is no listen.serial",
            "set listen.tls to an address and port, such as 0.0.0.0:802");
    }

    internal static void TlsHasItsFiles(PlacedSettings placed, ProblemList problems)
    {
        if (!IsTls(placed) || placed.Settings.IsStored) return;
        KeyRules.Needs(placed, SettingKeys.ListenTls, SettingKeys.TlsCertificate, problems);
        KeyRules.Needs(placed, SettingKeys.ListenTls, SettingKeys.TlsKey, problems);
        KeyRules.Needs(placed, SettingKeys.ListenTls, SettingKeys.TlsCa, problems);
    }

    internal static void ClientsCanBeRevoked(PlacedSettings placed, ProblemList problems)
    {
        if (!IsTls(placed) || placed.Settings.IsStored || placed.Settings.IsOn(SettingKeys.TlsCrl)) return;
        problems.Warn(
            0, 0, "", "there is no tls.crl: a stolen client certificate cannot be revoked", "set tls.crl to the CA's revocation list");
    }

    internal static void PlainIsUnsafe(PlacedSettings placed, ProblemList problems)
    {
        if (!IsPlain(placed)) return;
        problems.Warn(
            placed.Line(SettingKeys.UnsafePlainListen), 0, "",
            "UNSAFE: clients of unsafe-plain.listen are known by their address alone, and anybody on the network can take an address",
            "give those clients 'edgeguard connect' and set unsafe-plain.listen to off");
    }

    internal static void PlainRoleNeedsItsListener(PlacedSettings placed, ProblemList problems)
    {
        if (!IsPlain(placed)) Idle(placed, SettingKeys.UnsafePlainRole, SettingKeys.UnsafePlainListen, problems);
    }

    internal static void PortsDiffer(PlacedSettings placed, ProblemList problems)
    {
        if (!IsTls(placed) || !IsPlain(placed)) return;
        if (!IsSamePort(placed.Settings.Text(SettingKeys.ListenTls), placed.Settings.Text(SettingKeys.UnsafePlainListen))) return;
        problems.Error(
            placed.Line(SettingKeys.UnsafePlainListen), 0, "", "unsafe-plain.listen and listen.tls have the same port",
            "give each a port of its own");
    }

    internal static void AddressRoleNeedsItsListener(PlacedSettings placed, ProblemList problems)
    {
        if (!IsTls(placed)) Idle(placed, SettingKeys.TlsAddressRole, SettingKeys.ListenTls, problems);
    }

    internal static void RolesByAddress(PlacedSettings placed, ProblemList problems)
    {
        if (!IsTls(placed) || placed.Settings.All(SettingKeys.TlsAddressRole).Length == 0) return;
        problems.Warn(
            placed.Line(SettingKeys.TlsAddressRole), 0, "",
            "roles of TLS clients go by their address: whoever has a certificate of the CA and takes an address takes its role",
            "issue certificates of this CA only to clients that may have every role in the table");
    }

    private static void Idle(PlacedSettings placed, string key, string listener, ProblemList problems)
    {
        if (placed.Settings.All(key).Length == 0) return;
        problems.Warn(placed.Line(key), 0, "", key + " has no effect while " + listener + " is off", "remove the line");
    }

    private static bool IsTls(PlacedSettings placed)
    {
        return placed.Settings.IsOn(SettingKeys.ListenTls);
    }

    private static bool IsPlain(PlacedSettings placed)
    {
        return placed.Settings.IsOn(SettingKeys.UnsafePlainListen);
    }

    // Port 0 is another one each time; 0.0.0.0 and [::] are every address.
    private static bool IsSamePort(string one, string other)
    {
        int at = one.LastIndexOf(':');
        int otherAt = other.LastIndexOf(':');
        if (at < 0 || otherAt < 0) return false;
        string port = one.Substring(at);
        if (port != other.Substring(otherAt) || port == ":0") return false;
        string address = one.Substring(0, at);
        string another = other.Substring(0, otherAt);
        return address == another || IsEvery(address) || IsEvery(another);
    }

    private static bool IsEvery(string address)
    {
        return address == "0.0.0.0" || address == "[::]";
    }
}
