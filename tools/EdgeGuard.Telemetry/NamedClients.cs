using System;
using System.Threading.Tasks;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Server;

namespace EdgeGuard.Telemetry;

/// <summary>A listener whose clients may come without a name, as MQTT 3.1.1 lets them (section 3.1.3.1) and <c>mosquitto_sub</c> does; the
/// library refuses them.</summary>
public sealed class NamedClients(IMqttServerAdapter listener) : IMqttServerAdapter
{
    public Func<IMqttChannelAdapter, Task>? ClientHandler
    {
        get => listener.ClientHandler;
        set => listener.ClientHandler = value == null ? null : channel => value(new NamedClient(channel));
    }

    public Task StartAsync(MqttServerOptions options, IMqttNetLogger logger) => listener.StartAsync(options, logger);

    public Task StopAsync() => listener.StopAsync();

    public void Dispose() => listener.Dispose();
}
