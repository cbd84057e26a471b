using System;
using System.Collections.Generic;
using System.Text.Json;
using EdgeGuard.Core;
using EdgeGuard.Telemetry;
using MQTTnet;

namespace EdgeGuard.Cli;

/// <summary>Whether a module is there, as its topic <c>state</c> tells.</summary>
internal static class ModulePresence
{
    public static bool IsTold(MqttApplicationMessage message) => message.Topic.EndsWith("/state", StringComparison.Ordinal);

    /// <summary>Reads it. False: nobody can tell.</summary>
    public static bool TryRead(MqttApplicationMessage message, out bool isOnline, out int connection)
    {
        isOnline = false;
        connection = 0;
        try
        {
            using JsonDocument state = JsonDocument.Parse(message.Payload);
            isOnline = state.RootElement.GetProperty("online").GetBoolean();
            connection = state.RootElement.GetProperty("connection").GetInt32();
            return true;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    /// <summary>In words.</summary>
    public static string Text(MqttApplicationMessage message)
    {
        if (ModuleTopic.Parse(message.Topic) is not { } from) return PeerText.Clean(message.Topic) + ": no module's";
        return TryRead(message, out bool isOnline, out int connection)
            ? $"{from.Site}/{from.Module} is {(isOnline ? "online" : "offline")}, connection {connection}"
            : $"{from.Site}/{from.Module}: a state that cannot be read";
    }
}
