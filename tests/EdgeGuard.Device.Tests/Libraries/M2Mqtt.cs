using System;
using System.Collections;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using EdgeGuard.Device.Tests.Libraries;
using nanoFramework.M2Mqtt.Messages;

namespace nanoFramework.M2Mqtt
{
    public enum MqttSslProtocols
    {
        None,
        SSLv3,
        TLSv1_0,
        TLSv1_1,
        TLSv1_2,
        TLSv1_3,
    }

    /// <summary>The delegates of the library's interface.</summary>
    public static class IMqttClient
    {
        public delegate void MqttMsgPublishedEventHandler(object sender, MqttMsgPublishedEventArgs e);

        public delegate void ConnectionClosedEventHandler(object sender, EventArgs e);
    }

    /// <summary>What the library keeps once for all clients.</summary>
    public sealed class MqttSettings
    {
        public int InflightQueueSize { get; set; } = int.MaxValue;

        public bool ValidateServerCertificate { get; set; } = true;
    }

    /// <summary>The library's client before a <see cref="FakeBroker"/>: what it starts it keeps until it is closed, it sends an
    /// unacknowledged message three times, and it does not connect again by itself.</summary>
    public sealed class MqttClient : IDisposable
    {
        private readonly FakeBroker _broker;

        public MqttClient(
            string brokerHostName, int brokerPort, bool secure, X509Certificate? caCert, X509Certificate? clientCert,
            MqttSslProtocols sslProtocol)
        {
            _broker = FakeHardware.Current.Broker ?? throw new InvalidOperationException("no broker");
            if (!IPAddress.TryParse(brokerHostName, out _)) _broker.LookUps++;
            Target = $"{brokerHostName}:{brokerPort}";
            Tls = secure ? $"{sslProtocol} {caCert?.Subject} {clientCert?.Subject}" : "";
        }

        public event IMqttClient.MqttMsgPublishedEventHandler? MqttMsgPublished;

        public event IMqttClient.ConnectionClosedEventHandler? ConnectionClosed;

        public bool IsConnected
        {
            get { return Line?.IsUp ?? false; }
        }

        public MqttSettings Settings
        {
            get { return _broker.Settings; }
        }

        internal string Target { get; }

        internal string Tls { get; }

        internal FakeBrokerLine? Line { get; private set; }

        public MqttReasonCode Connect(
            string clientId, string? username, string? password, bool willRetain, MqttQoSLevel willQosLevel, bool willFlag,
            string? willTopic, string? willMessage, bool cleanSession, ushort keepAlivePeriod)
        {
            if (Line != null) _broker.Complaints.Add("a client was connected twice");
            Line = new FakeBrokerLine(_broker, this);
            return Line.Connect(new FakeBrokerLine.Request(
                clientId, username, password, willFlag && willRetain
                    && willQosLevel == MqttQoSLevel.AtLeastOnce, willTopic, willMessage, cleanSession, keepAlivePeriod));
        }

        public ushort Publish(
            string topic, byte[] message, string? contentType, ArrayList? userProperties, MqttQoSLevel qosLevel, bool retain)
        {
            if (qosLevel != MqttQoSLevel.AtLeastOnce || contentType != null || userProperties != null) throw new NotSupportedException();
            return (Line ?? throw new InvalidOperationException("not connected")).Publish(topic, message, retain);
        }

        public void Disconnect()
        {
            Line?.SayGoodbye();
        }

        public void Dispose()
        {
            Line?.Close();
        }

        internal void RaisePublished(ushort id, bool isPublished)
        {
            MqttMsgPublished?.Invoke(this, new MqttMsgPublishedEventArgs(id, isPublished));
        }

        internal void RaiseClosed()
        {
            ConnectionClosed?.Invoke(this, EventArgs.Empty);
        }
    }
}

namespace nanoFramework.M2Mqtt.Messages
{
    public enum MqttQoSLevel
    {
        AtMostOnce,
        AtLeastOnce,
        ExactlyOnce,
    }

    public enum MqttReasonCode
    {
        Success = 0,
        ConnectionRefusedServerUnavailable = 3,
        ConnectionRefusedNotAuthorized = 5,
    }

    public sealed class MqttMsgPublishedEventArgs : EventArgs
    {
        public MqttMsgPublishedEventArgs(ushort messageId, bool isPublished)
        {
            MessageId = messageId;
            IsPublished = isPublished;
        }

        public ushort MessageId { get; }

        public bool IsPublished { get; }
    }
}
