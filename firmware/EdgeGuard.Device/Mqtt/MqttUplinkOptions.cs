using System.Net;
using System.Security.Cryptography.X509Certificates;
using nanoFramework.M2Mqtt;

namespace EdgeGuard.Device;

/// <summary>Where the broker is and how to reach it.</summary>
internal sealed class MqttUplinkOptions
{
    /// <param name="address">The broker. With TLS its certificate must carry this address.</param>
    /// <param name="port">TCP port, 1…65535.</param>
    /// <param name="clientId">MQTT client id; one module one id, so that a second connection ends the first.</param>
    public MqttUplinkOptions(IPAddress address, int port, string clientId)
    {
        Address = address;
        Port = port;
        ClientId = clientId;
    }

    public IPAddress Address { get; }

    public int Port { get; }

    public string ClientId { get; }

    /// <summary>User name; empty for none.</summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>With TLS: the CA of the broker. Without TLS, null: there is no TLS without a CA.</summary>
    /// <remarks>The library adds what <c>CertificateManager</c> holds, the clients' CA, to whom it believes.</remarks>
    public X509Certificate? Authority { get; set; }

    /// <summary>With TLS: our certificate, with its key. Where it is null
    /// the library shows the device's stored one, if there is one.</summary>
    public X509Certificate? Certificate { get; set; }

    /// <summary>With TLS: its one version. The library cannot offer two.
    /// With 1.2 an STM32's stock image has no suite for EC keys.</summary>
    public MqttSslProtocols Protocol { get; set; } = MqttSslProtocols.TLSv1_2;

    /// <summary>After so many silent seconds the connection is probed, and the
    /// broker sends our Will after one and a half times as many.</summary>
    public int KeepAliveSeconds { get; set; } = 30;

    public bool UseTls
    {
        get { return Authority != null; }
    }
}
