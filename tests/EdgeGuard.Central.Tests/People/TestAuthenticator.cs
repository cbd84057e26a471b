using System;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeGuard.Central.Tests;

/// <summary>A device with one passkey, behind a browser (WebAuthn Level 3): both do also what none would.</summary>
internal sealed class TestAuthenticator(string origin) : IDisposable
{
    private const byte Present = 0x01;
    private const byte Verified = 0x04;
    private const byte HasCredential = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(32);
    private string _handle = "";

    /// <summary>Where the browser says that it is.</summary>
    internal string Origin { get; set; } = origin;

    /// <summary>For which console it signs; empty: for the one that asks.</summary>
    internal string Name { get; set; } = "";

    internal bool IsPresent { get; set; } = true;

    internal bool IsVerified { get; set; } = true;

    internal bool IsFramed { get; set; }

    /// <summary>What it last counted.</summary>
    internal uint Counter { get; set; } = 7;

    /// <summary>By how much it counts on; 0: it does not count.</summary>
    internal uint Step { get; set; } = 1;

    /// <summary>What it makes of what a console asked for.</summary>
    internal string Make(string asked)
    {
        JsonNode options = JsonNode.Parse(asked)!;
        _handle = (string)options["user"]!["id"]!;
        byte[] data = Data((string)options["rp"]!["id"]!, HasCredential);
        byte[] statement = [0xA3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xA0, .. Text("authData"), .. Bytes(data)];
        return Credential(new
        {
            clientDataJSON = Client("webauthn.create", options),
            attestationObject = Base64Url.EncodeToString(statement),
            transports = new[] { "internal" },
        });
    }

    /// <summary>What it shows where a console asked for it.</summary>
    internal string Show(string asked, string? challenge = null)
    {
        JsonNode options = JsonNode.Parse(asked)!;
        if (challenge != null) options["challenge"] = challenge;
        Counter += Step;
        byte[] data = Data((string)options["rpId"]!, 0);
        string client = Client("webauthn.get", options);
        byte[] signed = [.. data, .. SHA256.HashData(Base64Url.DecodeFromChars(client))];
        return Credential(new
        {
            clientDataJSON = client,
            authenticatorData = Base64Url.EncodeToString(data),
            signature = Base64Url.EncodeToString(
                _key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            userHandle = _handle,
        });
    }

    public void Dispose() => _key.Dispose();

    private string Client(string type, JsonNode options) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(
        new { type, challenge = (string)options["challenge"]!, origin = Origin, crossOrigin = IsFramed }));

    private string Credential<T>(T response) => JsonSerializer.Serialize(new
    {
        id = Base64Url.EncodeToString(_id),
        rawId = Base64Url.EncodeToString(_id),
        type = "public-key",
        clientExtensionResults = new { },
        response,
    });

    // Authenticator data, section 6.1, with the credential's key as RFC 9052 has it where one is made.
    private byte[] Data(string name, byte flags)
    {
        byte all = (byte)(flags | (IsPresent ? Present : 0) | (IsVerified ? Verified : 0));
        var counter = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, Counter);
        byte[] head = [.. SHA256.HashData(Encoding.UTF8.GetBytes(Name.Length > 0 ? Name : name)), all, .. counter];
        if (flags == 0) return head;
        ECPoint point = _key.ExportParameters(includePrivateParameters: false).Q;
        byte[] key = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, .. Bytes(point.X!), 0x22, .. Bytes(point.Y!)];
        return [.. head, .. new byte[16], 0, (byte)_id.Length, .. _id, .. key];
    }

    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Bytes(byte[] bytes) => [0x58, (byte)bytes.Length, .. bytes];
}
